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
        var launches = ImmutableArray.CreateBuilder<PlannedLaunch>();
        var ends = new List<ImmutableArray<int>>();
        foreach (var stage in program.Stages)
        {
            var after = stage.After.IsDefault ? ends.LastOrDefault([]) : [.. stage.After.SelectMany(before => ends[before]).Distinct()];
            var first = launches.Count;
            foreach (var (launch, step) in Launches(stage, 0))
            {
                launches.Add(new PlannedLaunch(launch, step, launches.Count == first ? after : [launches.Count - 1]));
            }

            ends.Add(launches.Count == first ? after : [launches.Count - 1]);
        }

        return new GpuPlan(program, rows, launches.ToImmutable());

        IEnumerable<(GpuLaunch Launch, int Step)> Launches(GpuStage stage, int step) => stage switch
        {
            GpuLaunch launch => rows >= launch.FewestSamples ? [(launch, step)] : [],
            GpuTiles tiles => [(tiles.For(rows, device.Multiprocessors, device.HasTensorCores), step)],
            GpuLoop loop when loop.WholeFor(rows, device.Multiprocessors, device.MostThreads) is { } whole => [(whole, step)],
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
/// <param name="After">The launches before it that must have ended.</param>
internal readonly record struct PlannedLaunch(GpuLaunch Launch, int Step, ImmutableArray<int> After);
