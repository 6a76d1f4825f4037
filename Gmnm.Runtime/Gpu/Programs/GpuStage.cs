using System.Collections.Immutable;

namespace Gmnm.Gpu;

/// <summary>A step of a program's launch plan.</summary>
public abstract class GpuStage
{
    internal GpuStage()
    {
    }

    /// <summary>The stages of the program that must have ended before this one starts; default for the one before it.</summary>
    public ImmutableArray<int> After { get; init; }

    /// <summary>The kernels in it.</summary>
    internal abstract IEnumerable<GpuLaunch> Kernels { get; }
}

/// <summary>One launch of a kernel.</summary>
/// <param name="name">Name of the kernel: the layers that it computes.</param>
/// <param name="threads">Threads of a group.</param>
/// <param name="x">Groups along the first axis of the grid.</param>
/// <param name="y">Groups along the second axis.</param>
/// <param name="z">Groups along the third axis.</param>
public abstract class GpuLaunch(string name, int threads, GpuExtent x, GpuExtent y, GpuExtent z) : GpuStage
{
    /// <summary>Name of the kernel: the layers that it computes.</summary>
    public string Name => name;

    /// <summary>Threads of a group.</summary>
    public int Threads => threads;

    /// <summary>What a launch has to do at least.</summary>
    public GpuWork Work { get; init; }

    /// <summary>With fewer samples there is nothing for it to do, and it is not launched.</summary>
    public int FewestSamples { get; init; }

    /// <summary>Whether only a device with tensor cores runs it.</summary>
    public bool NeedsTensorCores { get; init; }

    /// <summary>Groups along the axes of the grid for a number of samples.</summary>
    public (int X, int Y, int Z) Groups(int rows) => (x.Groups(rows), y.Groups(rows), z.Groups(rows));

    /// <summary>The axes of the grid.</summary>
    internal (GpuExtent X, GpuExtent Y, GpuExtent Z) Extents => (x, y, z);

    /// <summary>What a device loads once: launches that have the same are of one kernel.</summary>
    internal abstract object Identity { get; }

    internal override IEnumerable<GpuLaunch> Kernels => [this];
}

/// <summary>A loop over time: its stages run once for each step, or one kernel takes all steps.</summary>
/// <param name="steps">Number of steps.</param>
/// <param name="reverse">Whether the last step comes first.</param>
/// <param name="stages">What runs in each step.</param>
public sealed class GpuLoop(int steps, bool reverse, params ImmutableArray<GpuStage> stages) : GpuStage
{
    /// <summary>
    /// Samples for each multiprocessor up to which one kernel is faster: with more, tiles of many samples read the weights less
    /// often.
    /// </summary>
    private const long MostSamples = 8;

    /// <summary>Number of steps.</summary>
    public int Steps => steps;

    /// <summary>Whether the last step comes first.</summary>
    internal bool IsReverse => reverse;

    /// <summary>What runs in each step.</summary>
    public ImmutableArray<GpuStage> Stages => stages;

    /// <summary>A kernel whose groups of threads take a sample each through all steps; null where there is none.</summary>
    public GpuLaunch? Whole { get; init; }

    /// <summary>The step that comes at a place of the loop.</summary>
    public int StepAt(int iteration) => reverse ? steps - 1 - iteration : iteration;

    /// <summary>The kernel that takes all steps of so many samples; null where the stages should run.</summary>
    /// <param name="rows">Samples.</param>
    /// <param name="multiprocessors">Multiprocessors of the device.</param>
    /// <param name="threads">Threads that a group may have there.</param>
    public GpuLaunch? WholeFor(int rows, int multiprocessors, int threads) =>
        Whole is { } whole && whole.Threads <= threads && rows <= MostSamples * multiprocessors ? whole : null;

    internal override IEnumerable<GpuLaunch> Kernels =>
        stages.SelectMany(static stage => stage.Kernels).Concat(Whole is { } whole ? [whole] : []);
}
