using Gmnm.Generators.Diagnostics;
using Gmnm.Generators.Model;
using Gmnm.Generators.Parsing;

namespace Gmnm.Generators.Incremental;

/// <summary>The errors that the compiler found in one network, still without places in a file.</summary>
/// <param name="Network">Full name of the network's class.</param>
/// <param name="Errors">At least one.</param>
internal sealed record NetworkErrors(string Network, EquatableArray<CompilerError> Errors)
{
    /// <summary>Everything to report for one class: what its parse found, and what the compiler found in it.</summary>
    public static IEnumerable<DiagnosticInfo> Locate(NetworkParse parse, EquatableArray<NetworkErrors> all)
    {
        var found = all
            .Where(network => network.Network == parse.Declaration?.FullName)
            .SelectMany(static network => network.Errors)
            .Select(parse.Locate);
        return [.. parse.Errors, .. found];
    }
}
