using Gmnm.Generators.Fusion;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Memory;
using Gmnm.Generators.Scheduling;

namespace Gmnm.Generators.Compilation;

/// <summary>What differs between the machines that a program is compiled for.</summary>
/// <param name="Rules">What its loops can hold together.</param>
/// <param name="Scratch">Scratch space of a group in floats: fixed, and for each sample.</param>
/// <param name="RowScratch">Scratch space of a row group, likewise.</param>
internal sealed record Backend(
    FusionRules Rules,
    Func<ComputationGraph, FusedGroup, (int Fixed, int PerRow)> Scratch,
    Func<ComputationGraph, RowGroup, RowSchedule, (int Fixed, int PerRow)> RowScratch)
{
    public static Backend Cpu { get; } = new(FusionRules.Cpu, KernelScratch.Of, OneRow);

    public static Backend Gpu { get; } = new(FusionRules.Gpu, GpuScratch.Of, GpuScratch.OfRows);

    /// <summary>A thread keeps one row at a time.</summary>
    private static (int Fixed, int PerRow) OneRow(ComputationGraph graph, RowGroup group, RowSchedule schedule)
    {
        var extent = schedule.Loops.InnerExtent;
        var floats = schedule.ScratchRows.Length * (extent.IsBatched ? extent.Factor : ParameterLayout.Aligned(extent.Factor));
        return extent.IsBatched ? (0, floats) : (floats, 0);
    }
}
