using Gmnm.Gpu;
using Gmnm.Gpu.Kernels;
using ILGPU;

namespace Gmnm.Runtime.Gpu.Tests.Kernels;

/// <summary>Each tile with an edge of another, whole slabs and a part of one; the left side by rows, the right one by depth.</summary>
[Collection(GpuCollection.Name)]
public class GpuTiledProductTests(GpuKernels gpu)
{
    private const int Columns = 37, Depth = 39;

    /// <summary>Multiples of 4, which no tile and no slab divides.</summary>
    private const int ColumnsOfFour = 36, DepthOfFour = 36;

    [Fact]
    public void SmallTilesEndAtTheEdges() => CheckBoth(Small, SmallOfFours, 35, (32, 32), 64);

    [Fact]
    public void NarrowTilesEndAtTheEdges() => CheckBoth(Narrow, NarrowOfFours, 66, (64, 16), 64);

    [Fact]
    public void FlatTilesEndAtTheEdges() => CheckBoth(Flat, FlatOfFours, 18, (16, 64), 64);

    [Fact]
    public void DeepSmallTilesEndAtTheEdges() => CheckBoth(SmallDeep, SmallDeepOfFours, 35, (32, 32), 256);

    [Fact]
    public void DeepNarrowTilesEndAtTheEdges() => CheckBoth(NarrowDeep, NarrowDeepOfFours, 66, (64, 16), 256);

    [Fact]
    public void DeepFlatTilesEndAtTheEdges() => CheckBoth(FlatDeep, FlatDeepOfFours, 18, (16, 64), 256);

    [Fact]
    public void MediumTilesEndAtTheEdges() => CheckBoth(Medium, MediumOfFours, 66, (64, 64), 64);

    [Fact]
    public void LargeTilesEndAtTheEdges() => CheckBoth(Large, LargeOfFours, 75, (128, 128), 256);

    [Fact]
    public void SidesMayLieEitherWay() => CheckTurned(Turned, 35, Columns, Depth, first: 3);

    [Fact]
    public void FoursMayLieEitherWay() => CheckTurned(TurnedFours, 36, ColumnsOfFour, DepthOfFour, first: 16);

    /// <summary>What a thread does for a place along the depth, and for a slab: its part of both sides, before the loop and in it.</summary>
    [Fact]
    public void LargeTilesDo16ProductsForALoad() => CheckInstructions(LargeOfFours, products: 64, sharedLoads: 4, globalLoads: 2);

    [Fact]
    public void MediumTilesDo16ProductsForALoad() => CheckInstructions(MediumOfFours, products: 64, sharedLoads: 4, globalLoads: 4);

    [Fact]
    public void SmallTilesDo8ProductsForALoad() => CheckInstructions(SmallOfFours, products: 16, sharedLoads: 2, globalLoads: 2);

    private static void Small(GpuMemory memory) => GpuTiledProduct.RunSmall(
        Grid.IdxY, Grid.IdxX, memory.Rows, Columns, 0, Depth, Left(memory), Right(memory), Result(memory, Columns));

    private static void SmallDeep(GpuMemory memory) => GpuTiledProduct.RunSmallDeep(
        Grid.IdxY, Grid.IdxX, memory.Rows, Columns, 0, Depth, Left(memory), Right(memory), Result(memory, Columns));

    private static void SmallDeepOfFours(GpuMemory memory) => GpuTiledProduct.RunSmallDeep(
        Grid.IdxY, Grid.IdxX, memory.Rows, ColumnsOfFour, 0, DepthOfFour, LeftFours(memory), RightFours(memory), Result(memory, ColumnsOfFour));

    private static void SmallOfFours(GpuMemory memory) => GpuTiledProduct.RunSmall(
        Grid.IdxY, Grid.IdxX, memory.Rows, ColumnsOfFour, 0, DepthOfFour, LeftFours(memory), RightFours(memory), Result(memory, ColumnsOfFour));

    private static void Narrow(GpuMemory memory) => GpuTiledProduct.RunNarrow(
        Grid.IdxY, Grid.IdxX, memory.Rows, Columns, 0, Depth, Left(memory), Right(memory), Result(memory, Columns));

    private static void NarrowDeep(GpuMemory memory) => GpuTiledProduct.RunNarrowDeep(
        Grid.IdxY, Grid.IdxX, memory.Rows, Columns, 0, Depth, Left(memory), Right(memory), Result(memory, Columns));

    private static void NarrowDeepOfFours(GpuMemory memory) => GpuTiledProduct.RunNarrowDeep(
        Grid.IdxY, Grid.IdxX, memory.Rows, ColumnsOfFour, 0, DepthOfFour, LeftFours(memory), RightFours(memory), Result(memory, ColumnsOfFour));

    private static void NarrowOfFours(GpuMemory memory) => GpuTiledProduct.RunNarrow(
        Grid.IdxY, Grid.IdxX, memory.Rows, ColumnsOfFour, 0, DepthOfFour, LeftFours(memory), RightFours(memory), Result(memory, ColumnsOfFour));

    private static void Flat(GpuMemory memory) => GpuTiledProduct.RunFlat(
        Grid.IdxY, Grid.IdxX, memory.Rows, Columns, 0, Depth, Left(memory), Right(memory), Result(memory, Columns));

    private static void FlatDeep(GpuMemory memory) => GpuTiledProduct.RunFlatDeep(
        Grid.IdxY, Grid.IdxX, memory.Rows, Columns, 0, Depth, Left(memory), Right(memory), Result(memory, Columns));

    private static void FlatDeepOfFours(GpuMemory memory) => GpuTiledProduct.RunFlatDeep(
        Grid.IdxY, Grid.IdxX, memory.Rows, ColumnsOfFour, 0, DepthOfFour, LeftFours(memory), RightFours(memory), Result(memory, ColumnsOfFour));

    private static void FlatOfFours(GpuMemory memory) => GpuTiledProduct.RunFlat(
        Grid.IdxY, Grid.IdxX, memory.Rows, ColumnsOfFour, 0, DepthOfFour, LeftFours(memory), RightFours(memory), Result(memory, ColumnsOfFour));

    private static void Medium(GpuMemory memory) => GpuTiledProduct.RunMedium(
        Grid.IdxY, Grid.IdxX, memory.Rows, Columns, 0, Depth, Left(memory), Right(memory), Result(memory, Columns));

    private static void MediumOfFours(GpuMemory memory) => GpuTiledProduct.RunMedium(
        Grid.IdxY, Grid.IdxX, memory.Rows, ColumnsOfFour, 0, DepthOfFour, LeftFours(memory), RightFours(memory), Result(memory, ColumnsOfFour));

    private static void Large(GpuMemory memory) => GpuTiledProduct.RunLarge(
        Grid.IdxY, Grid.IdxX, memory.Rows, Columns, 0, Depth, Left(memory), Right(memory), Result(memory, Columns));

    private static void LargeOfFours(GpuMemory memory) => GpuTiledProduct.RunLarge(
        Grid.IdxY, Grid.IdxX, memory.Rows, ColumnsOfFour, 0, DepthOfFour, LeftFours(memory), RightFours(memory), Result(memory, ColumnsOfFour));

    /// <summary>A part of the depth, the left side by depth and the right one by columns.</summary>
    private static void Turned(GpuMemory memory) => GpuTiledProduct.RunSmall(
        Grid.IdxY, Grid.IdxX, memory.Rows, Columns, 3, Depth,
        new Scalars<DepthMajor>(new(new(memory.Inputs, 0), memory.Rows)), new Scalars<LineMajor>(new(new(memory.Parameters, 0), Depth)), Result(memory, Columns));

    private static void TurnedFours(GpuMemory memory) => GpuTiledProduct.RunSmall(
        Grid.IdxY, Grid.IdxX, memory.Rows, ColumnsOfFour, 16, DepthOfFour,
        new Fours<DepthMajor>(new(new(memory.Inputs, 0), memory.Rows)), new Fours<LineMajor>(new(new(memory.Parameters, 0), DepthOfFour)), Result(memory, ColumnsOfFour));

    private static Scalars<LineMajor> Left(GpuMemory memory) => new(new(new(memory.Inputs, 0), Depth));

    private static Scalars<DepthMajor> Right(GpuMemory memory) => new(new(new(memory.Parameters, 0), Columns));

    private static Fours<LineMajor> LeftFours(GpuMemory memory) => new(new(new(memory.Inputs, 0), DepthOfFour));

    private static Fours<DepthMajor> RightFours(GpuMemory memory) => new(new(new(memory.Parameters, 0), ColumnsOfFour));

    private static StoreMatrix Result(GpuMemory memory, int columns) => new(new(memory.Predictions, 0), columns);

    private void CheckInstructions(Action<GpuMemory> kernel, int products, int sharedLoads, int globalLoads)
    {
        var text = gpu.Ptx(kernel.Method);
        Assert.Equal((8 * products, 8 * products), (Count(" mul.f32"), Count(" add.f32")));
        Assert.Equal((8 * sharedLoads, 0), (Count(" ld.shared.v4.f32"), Count(" ld.shared.f32")));
        Assert.Equal((2 * globalLoads, 0), (Count(" ld.v4.f32"), Count(" ld.f32")));
        Assert.Equal(2, Count(" bar.sync"));

        int Count(string instruction) => text.Replace('\t', ' ').Split(instruction).Length - 1;
    }

    private void CheckBoth(Action<GpuMemory> scalars, Action<GpuMemory> fours, int rows, (int Rows, int Columns) tile, int threads)
    {
        Check(scalars, rows, Columns, Depth, 0, tile, threads, (row, d) => (row * Depth) + d, (column, d) => (d * Columns) + column);
        Check(fours, rows, ColumnsOfFour, DepthOfFour, 0, tile, threads, (row, d) => (row * DepthOfFour) + d, (column, d) => (d * ColumnsOfFour) + column);
    }

    private void CheckTurned(Action<GpuMemory> kernel, int rows, int columns, int depth, int first) =>
        Check(kernel, rows, columns, depth, first, (32, 32), 64, (row, d) => (d * rows) + row, (column, d) => (column * depth) + d);

    private void Check(
        Action<GpuMemory> kernel, int rows, int columns, int depth, int first, (int Rows, int Columns) tile, int threads,
        Func<int, int, int> leftAt, Func<int, int, int> rightAt)
    {
        var (left, right) = (Values.Uniform(rows * depth, 1), Values.Uniform(columns * depth, 2));
        double[] expected = [.. Enumerable.Range(0, rows * columns).Select(i => Enumerable.Range(first, depth - first)
            .Sum(d => (double)left[leftAt(i / columns, d)] * right[rightAt(i % columns, d)]))];
        var grid = new Index3D((columns + tile.Columns - 1) / tile.Columns, (rows + tile.Rows - 1) / tile.Rows, 1);
        var actual = gpu.Run(kernel, grid, threads, expected.Length, rows, new() { Inputs = left, Parameters = right });
        Values.AssertNear(expected, actual, 1e-6);
    }
}
