using Gmnm.Generators.Model;

namespace Gmnm.Generators.Diagnostics;

/// <summary>Where each argument of a declaration stands: turns a <see cref="CompilerError"/> into a diagnostic.</summary>
internal sealed record LocationTable(EquatableArray<ArgumentLocation> Entries)
{
    /// <param name="error">What a phase after parsing found.</param>
    /// <param name="subject">Name of the layer or value, or of the network: the message's first placeholder.</param>
    public DiagnosticInfo Locate(CompilerError error, string subject) =>
        new(error.Id, Find(error.Place, error.Argument), [subject, .. error.Arguments]);

    /// <summary>The argument, else its whole attribute or expression, else the class.</summary>
    private SourceLocation Find(int place, string? argument)
    {
        SourceLocation best = default;
        var rank = -1;
        foreach (var entry in Entries)
        {
            var entryRank = Rank(entry, place, argument);
            if (entryRank > rank)
            {
                (best, rank) = (entry.Location, entryRank);
            }
        }

        return best;
    }

    private static int Rank(ArgumentLocation entry, int place, string? argument)
    {
        if (entry.Argument is null)
        {
            return entry.Place == place ? 1 : entry.Place == CompilerError.Network ? 0 : -1;
        }

        return entry.Place == place && string.Equals(entry.Argument, argument, StringComparison.OrdinalIgnoreCase) ? 2 : -1;
    }
}
