using Gmnm.Gpu;
using Gmnm.Gpu.Kernels;

namespace Gmnm.Runtime.Gpu.Tests.Kernels;

[Collection(GpuCollection.Name)]
public class SinusoidTableTests(GpuKernels gpu)
{
    private const int Length = 301, Features = 7;

    [Fact]
    public void SinesAreThoseOfDoubles() =>
        Check(Sine, static (place, column) => Math.Sin(place / Math.Pow(10000, (double)column / Features)));

    [Fact]
    public void CosinesAreThoseOfDoubles() =>
        Check(Cosine, static (place, column) => Math.Cos(place / Math.Pow(10000, (double)column / Features)));

    [Fact]
    public void InterleavedColumnsShareAnAngle() => Check(Interleaved, static (place, column) =>
    {
        var angle = place / Math.Pow(10000, (double)(column - (column % 2)) / Features);
        return column % 2 == 0 ? Math.Sin(angle) : Math.Cos(angle);
    });

    private static void Sine(GpuMemory memory) => SinusoidTable.FillSine(Length, Features, new(memory.Predictions, 0));

    private static void Cosine(GpuMemory memory) => SinusoidTable.FillCosine(Length, Features, new(memory.Predictions, 0));

    private static void Interleaved(GpuMemory memory) => SinusoidTable.FillInterleaved(Length, Features, new(memory.Predictions, 0));

    private void Check(Action<GpuMemory> kernel, Func<int, int, double> expected)
    {
        double[] values = [.. Enumerable.Range(0, Length * Features).Select(i => expected(i / Features, i % Features))];
        Values.AssertNear(values, gpu.Run(kernel, new(2, 1, 1), 32, values.Length, 1, new()), 1e-7);
    }
}
