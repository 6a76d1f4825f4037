using Gmnm.Generators.Model;

namespace Gmnm.Generators.Graph.Scans;

/// <summary>What one node of a loop over time yields.</summary>
/// <param name="Kind">Which kind of value.</param>
/// <param name="Ids">Nodes of the body, which stand side by side along the last axis; or the index of a state.</param>
internal readonly record struct ScanOutput(ScanOutputKind Kind, EquatableArray<int> Ids)
{
    /// <summary>The state.</summary>
    public int State => Ids[0];

    public override string ToString() => $"{Kind} {string.Join(", ", Ids)}";
}

internal enum ScanOutputKind
{
    /// <summary>Values of the body at each step, [batch, steps, …].</summary>
    Stacked,

    /// <summary>A state after the last step, [batch, …].</summary>
    Final,
}
