namespace Gmnm.Generators.Graph.Scans;

/// <summary>What one node of a loop over time yields.</summary>
/// <param name="Kind">Which kind of value.</param>
/// <param name="Index">Id of a node of the body, or index of a state.</param>
internal readonly record struct ScanOutput(ScanOutputKind Kind, int Index)
{
    public override string ToString() => $"{Kind} {Index}";
}

internal enum ScanOutputKind
{
    /// <summary>A value of the body at each step, [batch, steps, …].</summary>
    Stacked,

    /// <summary>A state after the last step, [batch, …].</summary>
    Final,
}
