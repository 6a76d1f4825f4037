using Gmnm.Generators.Model;

namespace Gmnm.Generators.Diagnostics;

/// <summary>Where each argument of a declaration stands: turns a <see cref="CompilerError"/> into a diagnostic.</summary>
internal sealed record LocationTable(EquatableArray<ArgumentLocation> Entries)
{
    /// <param name="error">What a phase after parsing found.</param>
    /// <param name="subject">Name of the layer, or of the network: the message's first placeholder.</param>
    public DiagnosticInfo Locate(CompilerError error, string subject) =>
        new(error.Id, Find(error.Layer, error.Argument), [subject, .. error.Arguments]);

    /// <summary>The argument, else its whole attribute, else the class.</summary>
    private SourceLocation Find(int layer, string? argument)
    {
        SourceLocation best = default;
        var rank = -1;
        foreach (var entry in Entries)
        {
            var entryRank = Rank(entry, layer, argument);
            if (entryRank > rank)
            {
                (best, rank) = (entry.Location, entryRank);
            }
        }

        return best;
    }

    private static int Rank(ArgumentLocation entry, int layer, string? argument)
    {
        if (entry.Argument is null)
        {
            return entry.Layer == layer ? 1 : entry.Layer == CompilerError.Network ? 0 : -1;
        }

        return entry.Layer == layer && string.Equals(entry.Argument, argument, StringComparison.OrdinalIgnoreCase) ? 2 : -1;
    }
}
