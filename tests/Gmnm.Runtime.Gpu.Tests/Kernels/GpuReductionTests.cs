using Gmnm.Gpu;
using Gmnm.Gpu.Kernels;
using ILGPU;

namespace Gmnm.Runtime.Gpu.Tests.Kernels;

[Collection(GpuCollection.Name)]
public class GpuReductionTests(GpuKernels gpu)
{
    /// <summary>Threads side by side.</summary>
    private const int Lanes = 8;

    private readonly float[] _input = Values.Uniform(256, 1);

    [Fact]
    public void EveryThreadOfAWarpHasItsSum() =>
        Check(WarpSum, 64, i => _input.Skip(i / 32 * 32).Take(32).Sum(x => (double)x));

    [Fact]
    public void EveryThreadOfAWarpHasItsGreatest() =>
        Check(WarpMax, 64, i => _input.Skip(i / 32 * 32).Take(32).Max());

    [Fact]
    public void OneThreadOfAWarpIsEnough() => Check(WarpAny, 64, static i => i / 32 == 1 ? 1 : 0);

    [Fact]
    public void EveryThreadOfAGroupHasItsSum() => Check(GroupSum, 256, _ => _input.Sum(x => (double)x));

    [Fact]
    public void EveryThreadOfAGroupHasItsGreatest() => Check(GroupMax, 256, _ => _input.Max());

    [Fact]
    public void ThreadsBelowEachOtherAreAdded() =>
        Check(LaneSum, 256, i => Enumerable.Range(0, 32).Sum(below => (double)_input[(below * Lanes) + i]), Lanes);

    [Fact]
    public void ThreadsBelowEachOtherHaveTheirGreatest() =>
        Check(LaneMax, 256, i => Enumerable.Range(0, 32).Max(below => _input[(below * Lanes) + i]), Lanes);

    private static void WarpSum(GpuMemory memory) =>
        memory.Predictions[Group.IdxX] = GpuReduction.WarpSum(memory.Inputs[Group.IdxX]);

    private static void WarpMax(GpuMemory memory) =>
        memory.Predictions[Group.IdxX] = GpuReduction.WarpMax(memory.Inputs[Group.IdxX]);

    private static void WarpAny(GpuMemory memory) =>
        memory.Predictions[Group.IdxX] = GpuReduction.WarpAny(Group.IdxX == 45 ? 1 : 0);

    private static void GroupSum(GpuMemory memory) =>
        memory.Predictions[Group.IdxX] = GpuReduction.GroupSum(memory.Inputs[Group.IdxX]);

    private static void GroupMax(GpuMemory memory) =>
        memory.Predictions[Group.IdxX] = GpuReduction.GroupMax(memory.Inputs[Group.IdxX]);

    private static void LaneSum(GpuMemory memory)
    {
        var sum = GpuReduction.LaneSum(memory.Inputs[Group.IdxX], Lanes);
        if (Group.IdxX < Lanes)
        {
            memory.Predictions[Group.IdxX] = sum;
        }
    }

    private static void LaneMax(GpuMemory memory)
    {
        var greatest = GpuReduction.LaneMax(memory.Inputs[Group.IdxX], Lanes);
        if (Group.IdxX < Lanes)
        {
            memory.Predictions[Group.IdxX] = greatest;
        }
    }

    private void Check(Action<GpuMemory> kernel, int threads, Func<int, double> expected, int results = 0)
    {
        double[] values = [.. Enumerable.Range(0, results == 0 ? threads : results).Select(expected)];
        Values.AssertNear(values, gpu.Run(kernel, new(1, 1, 1), threads, values.Length, 1, new() { Inputs = _input }), 1e-6);
    }
}
