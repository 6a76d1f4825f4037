using Gmnm.Gpu;
using Gmnm.Gpu.Kernels;
using ILGPU;

namespace Gmnm.Runtime.Gpu.Tests.Kernels;

/// <summary>Each tile with an edge of another, whole slabs and a part of one; the left side by rows, the right one by depth.</summary>
[Collection(GpuCollection.Name)]
public class GpuTiledProductTests(GpuKernels gpu)
{
    private const int Columns = 37, Depth = 39;

    private const double ToleranceOfTerm = 2.6e-8;

    /// <summary>Multiples of 4, which no tile and no slab divides.</summary>
    private const int ColumnsOfFour = 36, DepthOfFour = 36;

    [Fact]
    public void SmallTilesEndAtTheEdges() => CheckBoth<OneSquare, Small>(35);

    [Fact]
    public void NarrowTilesEndAtTheEdges() => CheckBoth<OneSquare, Narrow>(66);

    [Fact]
    public void FlatTilesEndAtTheEdges() => CheckBoth<OneSquare, Flat>(18);

    [Fact]
    public void DeepSmallTilesEndAtTheEdges() => CheckBoth<SlicedSquare, Small>(35);

    [Fact]
    public void DeepNarrowTilesEndAtTheEdges() => CheckBoth<SlicedSquare, Narrow>(66);

    [Fact]
    public void DeepFlatTilesEndAtTheEdges() => CheckBoth<SlicedSquare, Flat>(18);

    [Fact]
    public void DeepestTilesEndAtTheEdges() => CheckBoth<SixteenSlices, Smallest>(18);

    [Fact]
    public void MediumTilesEndAtTheEdges() => CheckBoth<FourSquares, Medium>(66);

    [Fact]
    public void LargeTilesEndAtTheEdges() => CheckBoth<FourSquares, Large>(75);

    /// <summary>As exact as the others, of numbers with eleven significant bits: the emulation drops the rest as the device does.</summary>
    [Fact]
    public void TilesOfTensorCoresEndAtTheEdges() => CheckFours<TensorSquares, Medium>(45);

    [Fact]
    public void EachSumIsOfOneThread()
    {
        Check<OneSquare, Narrow>();
        Check<OneSquare, Flat>();
        Check<FourSquares, Large>();
        Check<TensorSquares, Medium>();
        Check<TensorSquares, Large>();

        static void Check<TThread, TTile>()
            where TThread : struct, IThreadTile
            where TTile : struct, ITile
        {
            var (rowsApart, columnsApart) = TThread.Apart(TTile.Rows, TTile.Columns);
            (int, int)[] squares = TThread.Side == 4 ? [(0, 0)] : [(0, 0), (rowsApart, 0), (0, columnsApart), (rowsApart, columnsApart)];
            var found = from own in Enumerable.Range(0, TTile.Rows / TThread.Side * (TTile.Columns / TThread.Side))
                        let first = TThread.FirstFours(own, TTile.Columns)
                        from square in squares
                        select (first.Y + square.Item1, first.X + square.Item2);
            Assert.Equal(
                from row in Enumerable.Range(0, TTile.Rows / 4)
                from column in Enumerable.Range(0, TTile.Columns / 4)
                select (row, column), found.Order());
        }
    }

    [Fact]
    public void SidesMayLieEitherWay() => CheckTurned(Turned, 35, Columns, Depth, first: 3);

    [Fact]
    public void FoursMayLieEitherWay() => CheckTurned(TurnedFours, 36, ColumnsOfFour, DepthOfFour, first: 16);

    /// <summary>What a thread does for a place along the depth, and for a slab: its part of both sides, before the loop and in it.</summary>
    [Fact]
    public void LargeTilesDo16ProductsForALoad() => CheckInstructions(OfFours<FourSquares, Large>, products: 64, sharedLoads: 4, globalLoads: 2);

    [Fact]
    public void MediumTilesDo16ProductsForALoad() => CheckInstructions(OfFours<FourSquares, Medium>, products: 64, sharedLoads: 4, globalLoads: 4);

    [Fact]
    public void SmallTilesDo8ProductsForALoad() => CheckInstructions(OfFours<OneSquare, Small>, products: 16, sharedLoads: 2, globalLoads: 2);

    /// <summary>For a slab: three products of each 16 × 8 sums, of which a warp has 16, and their sums in float.</summary>
    [Fact]
    public void TensorCoresDoThreeProductsOfEachTile()
    {
        var text = gpu.Ptx(((Action<GpuMemory>)OfFours<TensorSquares, Large>).Method);
        Assert.Equal((48, 64, 6, 4), (Count(text, " mma.sync"), Count(text, " add.f32"), Count(text, " ld.shared.v4.f32"), Count(text, " ld.v4.f32")));
        Assert.Equal(0, Count(text, " mul.f32"));
    }

    private static void OfScalars<TThread, TTile>(GpuMemory memory)
        where TThread : struct, IThreadTile
        where TTile : struct, ITile => GpuTiledProduct.Run(
        default(TThread), TTile.Rows, TTile.Columns, Grid.IdxY, Grid.IdxX, memory.Rows, Columns, 0, Deep<TThread>(Depth),
        new ScalarsAlongDepth<LineMajor>(new(new(memory.Inputs, 0), Deep<TThread>(Depth))), new ScalarsAlongLines<DepthMajor>(new(new(memory.Parameters, 0), Columns)), Result(memory, Columns));

    private static void OfFours<TThread, TTile>(GpuMemory memory)
        where TThread : struct, IThreadTile
        where TTile : struct, ITile => GpuTiledProduct.Run(
        default(TThread), TTile.Rows, TTile.Columns, Grid.IdxY, Grid.IdxX, memory.Rows, ColumnsOfFour, 0, Deep<TThread>(DepthOfFour),
        new FoursAlongDepth<LineMajor>(new(new(memory.Inputs, 0), Deep<TThread>(DepthOfFour))), new FoursAlongLines<DepthMajor>(new(new(memory.Parameters, 0), ColumnsOfFour)), Result(memory, ColumnsOfFour));

    /// <summary>Two slabs more for each slice.</summary>
    private static int Deep<TThread>(int depth)
        where TThread : struct, IThreadTile => depth + (2 * GpuTiledProduct.Slab * TThread.Slices);

    /// <summary>A part of the depth, the left side by depth and the right one by columns.</summary>
    private static void Turned(GpuMemory memory) => GpuTiledProduct.Run(
        new OneSquare(), Small.Rows, Small.Columns, Grid.IdxY, Grid.IdxX, memory.Rows, Columns, 3, Depth,
        new ScalarsAlongLines<DepthMajor>(new(new(memory.Inputs, 0), memory.Rows)), new ScalarsAlongDepth<LineMajor>(new(new(memory.Parameters, 0), Depth)), Result(memory, Columns));

    private static void TurnedFours(GpuMemory memory) => GpuTiledProduct.Run(
        new OneSquare(), Small.Rows, Small.Columns, Grid.IdxY, Grid.IdxX, memory.Rows, ColumnsOfFour, 16, DepthOfFour,
        new FoursAlongLines<DepthMajor>(new(new(memory.Inputs, 0), memory.Rows)), new FoursAlongDepth<LineMajor>(new(new(memory.Parameters, 0), DepthOfFour)), Result(memory, ColumnsOfFour));

    private static StoreMatrix Result(GpuMemory memory, int columns) => new(new(memory.Predictions, 0), columns);

    private void CheckInstructions(Action<GpuMemory> kernel, int products, int sharedLoads, int globalLoads)
    {
        var text = gpu.Ptx(kernel.Method);
        Assert.Equal((8 * products, 8 * products), (Count(text, " mul.f32"), Count(text, " add.f32")));
        Assert.Equal((8 * sharedLoads, 0), (Count(text, " ld.shared.v4.f32"), Count(text, " ld.shared.f32")));
        Assert.Equal((2 * globalLoads, 0), (Count(text, " ld.v4.f32"), Count(text, " ld.f32")));
        Assert.Equal(2, Count(text, " bar.sync"));
    }

    private static int Count(string text, string instruction) => text.Replace('\t', ' ').Split(instruction).Length - 1;

    private void CheckBoth<TThread, TTile>(int rows)
        where TThread : struct, IThreadTile
        where TTile : struct, ITile
    {
        var depth = Deep<TThread>(Depth);
        Check<TThread, TTile>(
            OfScalars<TThread, TTile>, rows, Columns, depth, 0, (row, d) => (row * depth) + d, (column, d) => (d * Columns) + column);
        CheckFours<TThread, TTile>(rows);
    }

    private void CheckFours<TThread, TTile>(int rows)
        where TThread : struct, IThreadTile
        where TTile : struct, ITile
    {
        var depth = Deep<TThread>(DepthOfFour);
        Check<TThread, TTile>(
            OfFours<TThread, TTile>, rows, ColumnsOfFour, depth, 0, (row, d) => (row * depth) + d, (column, d) => (d * ColumnsOfFour) + column);
    }

    private void CheckTurned(Action<GpuMemory> kernel, int rows, int columns, int depth, int first) =>
        Check<OneSquare, Small>(kernel, rows, columns, depth, first, (row, d) => (d * rows) + row, (column, d) => (column * depth) + d);

    private void Check<TThread, TTile>(
        Action<GpuMemory> kernel, int rows, int columns, int depth, int first, Func<int, int, int> leftAt, Func<int, int, int> rightAt)
        where TThread : struct, IThreadTile
        where TTile : struct, ITile
    {
        var (left, right) = (Values.Uniform(rows * depth, 1), Values.Uniform(columns * depth, 2));
        double[] expected = [.. Enumerable.Range(0, rows * columns).Select(i => Enumerable.Range(first, depth - first)
            .Sum(d => (double)left[leftAt(i / columns, d)] * right[rightAt(i % columns, d)]))];
        var grid = new Index3D((columns + TTile.Columns - 1) / TTile.Columns, (rows + TTile.Rows - 1) / TTile.Rows, 1);
        var threads = TThread.Slices * (TTile.Rows / TThread.Side) * (TTile.Columns / TThread.Side);
        var actual = gpu.Run(kernel, grid, threads, expected.Length, rows, new() { Inputs = left, Parameters = right });
        Values.AssertNear(expected, actual, ToleranceOfTerm * depth);
    }

    private interface ITile
    {
        static abstract int Rows { get; }

        static abstract int Columns { get; }
    }

    private readonly struct Small : ITile
    {
        public static int Rows => 32;

        public static int Columns => 32;
    }

    private readonly struct Smallest : ITile
    {
        public static int Rows => 16;

        public static int Columns => 16;
    }

    private readonly struct Narrow : ITile
    {
        public static int Rows => 64;

        public static int Columns => 16;
    }

    private readonly struct Flat : ITile
    {
        public static int Rows => 16;

        public static int Columns => 64;
    }

    private readonly struct Medium : ITile
    {
        public static int Rows => 64;

        public static int Columns => 64;
    }

    private readonly struct Large : ITile
    {
        public static int Rows => 128;

        public static int Columns => 128;
    }
}
