using System.Collections.Immutable;
using Gmnm.Generators.Fusion;
using Gmnm.Generators.Scheduling;

namespace Gmnm.Generators.Emission.Cpu;

/// <summary>The method of one group.</summary>
/// <param name="Index">Place of the group in the program.</param>
/// <param name="Roots">Nodes in memory that it reads or writes.</param>
/// <param name="UsesRows">Whether it needs the number of its samples.</param>
/// <param name="UsesBatch">Whether it needs the number of all samples.</param>
/// <param name="Sharing">How threads share it; null in a program of one thread.</param>
/// <param name="Packed">In the body of a loop: where the matrices start that the loop has packed for it; null for none.</param>
internal sealed record GroupMethod(
    int Index, FusedGroup Group, string Name, string Summary, ImmutableArray<int> Roots, bool UsesRows, bool UsesBatch, bool UsesScratch,
    bool ReadsDropoutKey, Sharing? Sharing, int? Packed)
{
    public IEnumerable<string> Parameters(Names names) =>
    [
        .. Optional(UsesRows, "nint rows"),
        .. Optional(UsesBatch, "nint batch"),
        .. Optional(UsesFirst, "nint first"),
        .. Optional(Sharing is Sharing.Range, "nint extent"),
        .. Optional(ReadsDropoutKey, "ulong dropoutKey"),
        .. Roots.Select(id => "ref float " + names[id]),
        .. Packed is null ? (string[])[] : ["nint step", "ref float packed"],
        .. Optional(UsesScratch, "ref float scratch"),
    ];

    /// <param name="rows">The samples of the call.</param>
    /// <param name="root">Where a node starts for the call.</param>
    /// <param name="first">The first of the samples.</param>
    /// <param name="extent">The rows or columns of the results.</param>
    public IEnumerable<string> Arguments(string rows, Func<int, string> root, string first = "", string extent = "") =>
    [
        .. Optional(UsesRows, rows),
        .. Optional(UsesBatch, "rows"),
        .. Optional(UsesFirst, first),
        .. Optional(Sharing is Sharing.Range, extent),
        .. Optional(ReadsDropoutKey, "dropoutKey"),
        .. Roots.Select(id => "ref " + root(id)),
        .. Packed is { } offset ? (string[])["step", "ref " + Addresses.At("packed", Literal.Int(offset))] : [],
        .. Optional(UsesScratch, "ref scratch"),
    ];

    /// <summary>A mask is indexed in the whole batch.</summary>
    private bool UsesFirst => ReadsDropoutKey && Sharing is not null;

    private static string[] Optional(bool isThere, string text) => isThere ? [text] : [];
}
