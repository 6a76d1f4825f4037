using Gmnm.Gpu;
using Gmnm.Gpu.Kernels;

namespace Gmnm.Runtime.Gpu.Tests.Kernels;

[Collection(GpuCollection.Name)]
public class EmbeddingRowsTests(GpuKernels gpu)
{
    private const int Count = 7, Features = 37, Rows = 70;

    private readonly float[] _indices = Values.Whole(Rows, 1, Count - 1);

    [Fact]
    public void RowsAreThoseOfTheIndices()
    {
        var table = Values.Uniform(Count * Features, 2);
        double[] expected = [.. _indices.SelectMany(index => table.Skip((int)index * Features).Take(Features)).Select(x => (double)x)];
        var inputs = new KernelInputs { Inputs = _indices, Parameters = table };
        Values.AssertNear(expected, gpu.Run(Copy, new(2, 1, 1), 32, expected.Length, Rows, inputs), 0);
    }

    [Fact]
    public void RowsOfOneIndexAreAddedInTheirOrder()
    {
        var rows = Values.Uniform(Rows * Features, 3);
        var expected = new float[Count * Features];
        for (var i = 0; i < rows.Length; i++)
        {
            expected[((int)_indices[i / Features] * Features) + (i % Features)] += rows[i];
        }

        var actual = gpu.Run(Add, new(2, 1, 1), 64, expected.Length, Rows, new() { Inputs = _indices, Gradients = rows });
        Assert.Equal(expected, actual);
    }

    private static void Copy(GpuMemory memory) => EmbeddingRows.Copy(
        memory.Rows, Features, new(memory.Inputs, 0), new(memory.Parameters, 0), new(memory.Predictions, 0));

    private static void Add(GpuMemory memory) => EmbeddingRows.Add(
        memory.Rows, Count, Features, new(memory.Inputs, 0), new(memory.Gradients, 0), new(memory.Predictions, 0));
}
