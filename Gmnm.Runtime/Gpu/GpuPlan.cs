using System.Collections.Immutable;

namespace Gmnm.Gpu;

/// <summary>The launches of a program for a number of samples, in order.</summary>
/// <param name="program">The program.</param>
/// <param name="rows">Samples.</param>
/// <param name="launches">The launches.</param>
internal sealed class GpuPlan(GpuProgram program, int rows, ImmutableArray<PlannedLaunch> launches) : IDisposable
{
    /// <summary>The program.</summary>
    public GpuProgram Program => program;

    /// <summary>Samples.</summary>
    public int Rows => rows;

    /// <summary>The launches.</summary>
    public ImmutableArray<PlannedLaunch> Launches => launches;

    /// <summary>What a device keeps to run the plan again.</summary>
    public IDisposable? Recording { get; set; }

    /// <summary>The launches of a program on a device.</summary>
    public static GpuPlan Of(GpuProgram program, int rows, KernelDevice device)
    {
        return new GpuPlan(program, rows, [.. program.Stages.SelectMany(stage => Launches(stage, 0))]);

        IEnumerable<PlannedLaunch> Launches(GpuStage stage, int step) => stage switch
        {
            GpuLaunch launch => rows >= launch.FewestSamples ? [new PlannedLaunch(launch, step)] : [],
            GpuTiles tiles => [new PlannedLaunch(tiles.For(rows, device.Multiprocessors), step)],
            GpuLoop loop when loop.WholeFor(rows, device.Multiprocessors, device.MostThreads) is { } whole => [new PlannedLaunch(whole, step)],
            GpuLoop loop => Enumerable.Range(0, loop.Steps).SelectMany(
                iteration => loop.Stages.SelectMany(inner => Launches(inner, loop.StepAt(iteration)))),
            _ => [],
        };
    }

    /// <inheritdoc/>
    public void Dispose() => Recording?.Dispose();
}

/// <summary>A launch of a plan.</summary>
/// <param name="Launch">The kernel.</param>
/// <param name="Step">In a loop over time: the step.</param>
internal readonly record struct PlannedLaunch(GpuLaunch Launch, int Step);
