using Gmnm.Gpu;
using Gmnm.Gpu.Kernels;
using ILGPU;

namespace Gmnm.Runtime.Gpu.Tests.Kernels;

[Collection(GpuCollection.Name)]
public class TiledProductTests(GpuKernels gpu)
{
    /// <summary>One tile and an edge of another, and a slab and a part of one.</summary>
    private const int Columns = 37, Depth = 21;

    [Fact]
    public void SmallTilesEndAtTheEdges() => Check(Small, 35, 32, 64);

    [Fact]
    public void MediumTilesEndAtTheEdges() => Check(Medium, 66, 64, 64);

    [Fact]
    public void LargeTilesEndAtTheEdges() => Check(Large, 75, 128, 256);

    [Fact]
    public void SidesMayLieEitherWay()
    {
        var (left, right) = (Values.Uniform(Depth * 35, 1), Values.Uniform(Depth * Columns, 2));
        var expected = Product(35, 3, Depth, (row, d) => left[(d * 35) + row], (column, d) => right[(d * Columns) + column]);
        var actual = gpu.Run(Transposed, new(2, 2, 1), 64, expected.Length, 35, new() { Inputs = left, Parameters = right });
        Values.AssertNear(expected, actual, 1e-6);
    }

    private static void Small(GpuMemory memory) => TiledProduct.RunSmall(
        Grid.IdxY, Grid.IdxX, memory.Rows, Columns, 0, Depth, Left(memory), Right(memory),
        new StoreMatrix(new(memory.Predictions, 0), Columns));

    private static void Medium(GpuMemory memory) => TiledProduct.RunMedium(
        Grid.IdxY, Grid.IdxX, memory.Rows, Columns, 0, Depth, Left(memory), Right(memory),
        new StoreMatrix(new(memory.Predictions, 0), Columns));

    private static void Large(GpuMemory memory) => TiledProduct.RunLarge(
        Grid.IdxY, Grid.IdxX, memory.Rows, Columns, 0, Depth, Left(memory), Right(memory),
        new StoreMatrix(new(memory.Predictions, 0), Columns));

    /// <summary>A part of the depth, with both sides depth first.</summary>
    private static void Transposed(GpuMemory memory) => TiledProduct.RunSmall(
        Grid.IdxY, Grid.IdxX, memory.Rows, Columns, 3, Depth, new DepthMajor(new(memory.Inputs, 0), memory.Rows),
        new DepthMajor(new(memory.Parameters, 0), Columns), new StoreMatrix(new(memory.Predictions, 0), Columns));

    private static LineMajor Left(GpuMemory memory) => new(new(memory.Inputs, 0), Depth);

    private static LineMajor Right(GpuMemory memory) => new(new(memory.Parameters, 0), Depth);

    private static double[] Product(int rows, int first, int last, Func<int, int, float> left, Func<int, int, float> right) =>
        [.. Enumerable.Range(0, rows * Columns).Select(i => Enumerable.Range(first, last - first)
            .Sum(d => (double)left(i / Columns, d) * right(i % Columns, d)))];

    private void Check(Action<GpuMemory> kernel, int rows, int tile, int threads)
    {
        var (left, right) = (Values.Uniform(rows * Depth, 1), Values.Uniform(Columns * Depth, 2));
        var expected = Product(rows, 0, Depth, (row, d) => left[(row * Depth) + d], (column, d) => right[(column * Depth) + d]);
        var grid = new Index3D((Columns + tile - 1) / tile, (rows + tile - 1) / tile, 1);
        var actual = gpu.Run(kernel, grid, threads, expected.Length, rows, new() { Inputs = left, Parameters = right });
        Values.AssertNear(expected, actual, 1e-6);
    }
}
