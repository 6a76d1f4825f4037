using Gmnm.Gpu;
using Gmnm.Gpu.Kernels;

namespace Gmnm.Runtime.Gpu.Tests.Kernels;

[Collection(GpuCollection.Name)]
public class StridedCopyTests(GpuKernels gpu)
{
    private const int Samples = 2;

    [Fact]
    public void PermutesFiveAxes()
    {
        var input = Values.Uniform(Samples * 120, 1);
        var expected = new double[input.Length];
        for (var i = 0; i < input.Length; i++)
        {
            // [N, 2, 3, 4, 5] becomes [N, 5, 3, 2, 4].
            var (n, a, b, c, d) = (i / 120, i / 60 % 2, i / 20 % 3, i / 5 % 4, i % 5);
            expected[(((((((n * 5) + d) * 3) + b) * 2) + a) * 4) + c] = input[i];
        }

        Values.AssertNear(expected, gpu.Run(Permute, new(3, 1, 1), 32, input.Length, Samples, new() { Inputs = input }), 0);
    }

    [Fact]
    public void ConcatenatesAlongTheMiddle()
    {
        var (first, second) = (Values.Uniform(Samples * 2 * 3, 1), Values.Uniform(Samples * 4 * 3, 2));
        double[] expected = [.. Enumerable.Range(0, Samples).SelectMany(n =>
            first.Skip(n * 6).Take(6).Concat(second.Skip(n * 12).Take(12)).Select(x => (double)x))];
        var inputs = new KernelInputs { Inputs = first, Targets = second };
        Values.AssertNear(expected, gpu.Run(Concat, new(2, 1, 1), 32, expected.Length, Samples, inputs), 0);
    }

    [Fact]
    public void SliceStartsWhereItIsTold()
    {
        var input = Values.Uniform(Samples * 5, 1);
        double[] expected = [.. Enumerable.Range(0, Samples).SelectMany(n => input.Skip((n * 5) + 1).Take(3).Select(x => (double)x))];
        Values.AssertNear(expected, gpu.Run(Slice, new(1, 1, 1), 32, expected.Length, Samples, new() { Inputs = input }), 0);
    }

    [Fact]
    public void PaddingIsZeros()
    {
        // [N, 2, 3] becomes [N, 1 + 2 + 2, 3].
        var input = Values.Uniform(Samples * 6, 1);
        double[] expected = [.. Enumerable.Range(0, Samples).SelectMany(n =>
            new double[3].Concat(input.Skip(n * 6).Take(6).Select(x => (double)x)).Concat(new double[6]))];
        Values.AssertNear(expected, gpu.Run(Pad, new(1, 1, 1), 32, expected.Length, Samples, new() { Inputs = input }), 0);
    }

    private static void Permute(GpuMemory memory) => StridedCopy.Run(
        new(memory.Inputs, 0), new(memory.Predictions, 0), memory.Rows * 120,
        new(1, 120, 120), new(5, 1, 24), new(3, 20, 8), new(2, 60, 4), new(4, 5, 1));

    private static void Concat(GpuMemory memory)
    {
        StridedCopy.Run(new(memory.Inputs, 0), new(memory.Predictions, 0), memory.Rows * 6, new(1, 6, 18), new(6, 1, 1));
        StridedCopy.Run(
            new(memory.Targets, 0), new(memory.Predictions, 6), memory.Rows * 12, new(1, 12, 18), new(4, 3, 3), new(3, 1, 1));
    }

    private static void Slice(GpuMemory memory) =>
        StridedCopy.Run(new(memory.Inputs, 1), new(memory.Predictions, 0), memory.Rows * 3, new(1, 5, 3), new(3, 1, 1));

    private static void Pad(GpuMemory memory)
    {
        var result = new Place(memory.Predictions, 0);
        StridedCopy.Run(
            new(memory.Inputs, 0), result.From(3), memory.Rows * 6, new(1, 6, 15), new(2, 3, 3), new(3, 1, 1));
        StridedCopy.Clear(result, memory.Rows * 3, new(1, 0, 15), CopyAxis.None, new(3, 0, 1));
        StridedCopy.Clear(result.From(9), memory.Rows * 6, new(1, 0, 15), new(2, 0, 3), new(3, 0, 1));
    }
}
