using System.Collections.Immutable;

namespace Gmnm.Generators.Memory;

/// <summary>Where everything lives and how much memory that takes, in floats.</summary>
/// <param name="Storages">For each node that is in memory its place; views have that of what they show.</param>
/// <param name="Prepared">Length of the prepared block.</param>
/// <param name="Fixed">Length of the arena's fixed part.</param>
/// <param name="PerRow">Floats of the arena for each sample; samples are counted in multiples of 16.</param>
/// <param name="ScratchFixed">Length of the kernels' scratch space, the fixed part.</param>
/// <param name="ScratchPerRow">The same, for each sample.</param>
internal sealed record MemoryPlan(
    ImmutableDictionary<int, Storage> Storages, int Prepared, int Fixed, int PerRow, int ScratchFixed, int ScratchPerRow)
{
    /// <summary>For each value that is summed over the batch part by part the place of the parts' sums, in floats for each sample.</summary>
    public ImmutableDictionary<int, int> PartialSums { get; init; } = ImmutableDictionary<int, int>.Empty;

    /// <summary>Floats of arena and scratch for a number of samples.</summary>
    public long ArenaLength(int rows) => Fixed + ScratchFixed + ((long)PerRow + ScratchPerRow) * ParameterLayout.Aligned(rows);
}
