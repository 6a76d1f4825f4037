using System.Collections.Immutable;

namespace Gmnm.Gpu;

/// <summary>A generated program: the kernels in the order of their launches, and the memory that they share.</summary>
public sealed class GpuProgram
{
    /// <summary>What it computes, for messages.</summary>
    public required string Name { get; init; }

    /// <summary>Floats of the arena whatever the batch.</summary>
    public required int ArenaConstant { get; init; }

    /// <summary>Floats of the arena for each sample, in multiples of 16 samples.</summary>
    public required int ArenaPerSample { get; init; }

    /// <summary>Where in the arena the mean loss is; -1 where there is none.</summary>
    public int LossAt { get; init; } = -1;

    /// <summary>Whether kernels read the key of the dropout masks, which each step has its own of.</summary>
    public bool ReadsDropoutKey { get; init; }

    /// <summary>The launches.</summary>
    public required ImmutableArray<GpuStage> Stages { get; init; }

    /// <summary>Every kernel once.</summary>
    public IEnumerable<GpuLaunch> Kernels => Stages.SelectMany(static stage => stage.Kernels);

    /// <summary>Floats of the arena for a number of samples.</summary>
    public long ArenaLength(int rows) => ArenaConstant + ((long)ArenaPerSample * ((rows + 15) & ~15));
}
