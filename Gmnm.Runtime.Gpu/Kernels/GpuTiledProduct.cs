using System.Runtime.CompilerServices;
using ILGPU;

namespace Gmnm.Gpu.Kernels;

/// <summary>
/// Matrix products, tile by tile: a group of threads reads a slab of both sides into shared memory, and every thread
/// multiplies its part of the tile in registers. There is room for two slabs: while one is multiplied, the next is on its
/// way to registers, so a slab takes one barrier. Bound by multiply-adds where tiles are full. A deep tile has four slabs at
/// once in hand, for products with too few tiles to fill a device.
/// </summary>
public static class GpuTiledProduct
{
    /// <summary>Depth of a slab: two fours of a line, which are one sector of device memory.</summary>
    internal const int Slab = 8;

    /// <summary>A tile of 128 × 128 by 256 threads, 8 × 8 each.</summary>
    /// <param name="rowTile">Which tile along the rows.</param>
    /// <param name="columnTile">Which tile along the columns.</param>
    /// <param name="rows">Rows of the result.</param>
    /// <param name="columns">Columns of the result.</param>
    /// <param name="first">Where the sum starts.</param>
    /// <param name="last">Where it ends.</param>
    /// <param name="left">The left side, by row.</param>
    /// <param name="right">The right side, by column.</param>
    /// <param name="epilogue">Takes the sums.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void RunLarge<TLeft, TRight, TEpilogue>(
        int rowTile, int columnTile, int rows, int columns, int first, int last, TLeft left, TRight right, TEpilogue epilogue)
        where TLeft : struct, IProductSide
        where TRight : struct, IProductSide
        where TEpilogue : struct, IProductEpilogue
    {
        const int Threads = 256, Rows = 128, Columns = 128;
        Run<SquareOfEight, TLeft, TRight, TEpilogue>(Threads, Rows, Columns, rowTile, columnTile, rows, columns, first, last, left, right, epilogue);
    }

    /// <summary>A tile of 64 × 64 by 64 threads, 8 × 8 each.</summary>
    /// <inheritdoc cref="RunLarge"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void RunMedium<TLeft, TRight, TEpilogue>(
        int rowTile, int columnTile, int rows, int columns, int first, int last, TLeft left, TRight right, TEpilogue epilogue)
        where TLeft : struct, IProductSide
        where TRight : struct, IProductSide
        where TEpilogue : struct, IProductEpilogue
    {
        const int Threads = 64, Rows = 64, Columns = 64;
        Run<SquareOfEight, TLeft, TRight, TEpilogue>(Threads, Rows, Columns, rowTile, columnTile, rows, columns, first, last, left, right, epilogue);
    }

    /// <summary>A tile of 32 × 32 by 64 threads, 4 × 4 each.</summary>
    /// <inheritdoc cref="RunLarge"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void RunSmall<TLeft, TRight, TEpilogue>(
        int rowTile, int columnTile, int rows, int columns, int first, int last, TLeft left, TRight right, TEpilogue epilogue)
        where TLeft : struct, IProductSide
        where TRight : struct, IProductSide
        where TEpilogue : struct, IProductEpilogue
    {
        const int Threads = 64, Rows = 32, Columns = 32;
        Run<SquareOfFour, TLeft, TRight, TEpilogue>(Threads, Rows, Columns, rowTile, columnTile, rows, columns, first, last, left, right, epilogue);
    }

    /// <summary>A tile of 64 × 16 by 64 threads, 4 × 4 each.</summary>
    /// <inheritdoc cref="RunLarge"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void RunNarrow<TLeft, TRight, TEpilogue>(
        int rowTile, int columnTile, int rows, int columns, int first, int last, TLeft left, TRight right, TEpilogue epilogue)
        where TLeft : struct, IProductSide
        where TRight : struct, IProductSide
        where TEpilogue : struct, IProductEpilogue
    {
        const int Threads = 64, Rows = 64, Columns = 16;
        Run<SquareOfFour, TLeft, TRight, TEpilogue>(Threads, Rows, Columns, rowTile, columnTile, rows, columns, first, last, left, right, epilogue);
    }

    /// <summary>A tile of 16 × 64 by 64 threads, 4 × 4 each.</summary>
    /// <inheritdoc cref="RunLarge"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void RunFlat<TLeft, TRight, TEpilogue>(
        int rowTile, int columnTile, int rows, int columns, int first, int last, TLeft left, TRight right, TEpilogue epilogue)
        where TLeft : struct, IProductSide
        where TRight : struct, IProductSide
        where TEpilogue : struct, IProductEpilogue
    {
        const int Threads = 64, Rows = 16, Columns = 64;
        Run<SquareOfFour, TLeft, TRight, TEpilogue>(Threads, Rows, Columns, rowTile, columnTile, rows, columns, first, last, left, right, epilogue);
    }

    /// <summary>A tile of 32 × 32 by 256 threads: four slices of the depth, in each 64 threads with 4 × 4 sums.</summary>
    /// <inheritdoc cref="RunLarge"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void RunSmallDeep<TLeft, TRight, TEpilogue>(
        int rowTile, int columnTile, int rows, int columns, int first, int last, TLeft left, TRight right, TEpilogue epilogue)
        where TLeft : struct, IProductSide
        where TRight : struct, IProductSide
        where TEpilogue : struct, IProductEpilogue
    {
        const int Rows = 32, Columns = 32;
        RunSliced(Rows, Columns, rowTile, columnTile, rows, columns, first, last, left, right, epilogue);
    }

    /// <summary>A tile of 64 × 16 by 256 threads: four slices of the depth, in each 64 threads with 4 × 4 sums.</summary>
    /// <inheritdoc cref="RunLarge"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void RunNarrowDeep<TLeft, TRight, TEpilogue>(
        int rowTile, int columnTile, int rows, int columns, int first, int last, TLeft left, TRight right, TEpilogue epilogue)
        where TLeft : struct, IProductSide
        where TRight : struct, IProductSide
        where TEpilogue : struct, IProductEpilogue
    {
        const int Rows = 64, Columns = 16;
        RunSliced(Rows, Columns, rowTile, columnTile, rows, columns, first, last, left, right, epilogue);
    }

    /// <summary>A tile of 16 × 64 by 256 threads: four slices of the depth, in each 64 threads with 4 × 4 sums.</summary>
    /// <inheritdoc cref="RunLarge"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void RunFlatDeep<TLeft, TRight, TEpilogue>(
        int rowTile, int columnTile, int rows, int columns, int first, int last, TLeft left, TRight right, TEpilogue epilogue)
        where TLeft : struct, IProductSide
        where TRight : struct, IProductSide
        where TEpilogue : struct, IProductEpilogue
    {
        const int Rows = 16, Columns = 64;
        RunSliced(Rows, Columns, rowTile, columnTile, rows, columns, first, last, left, right, epilogue);
    }

    /// <summary>
    /// Floats from a place along the depth of a slab to the next: four more than a tile has lines, so that fours stay aligned
    /// and what the threads of a warp store, each place of the slab with its lines, lies in different banks. Two threads meet
    /// in some banks only where 16 lines are read along the lines.
    /// </summary>
    internal static int Stride(int tile) => tile + Padding;

    private const int Padding = 4;

    /// <summary>Slices of the depth in a deep tile, and the threads of each.</summary>
    private const int Slices = 4, ThreadsOfSlice = 64;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Run<TSums, TLeft, TRight, TEpilogue>(
        int threads, int tileRows, int tileColumns, int rowTile, int columnTile, int rows, int columns, int first, int last,
        TLeft left, TRight right, TEpilogue epilogue)
        where TSums : struct, IThreadSums<TSums>
        where TLeft : struct, IProductSide
        where TRight : struct, IProductSide
        where TEpilogue : struct, IProductEpilogue
    {
        var (firstRow, firstColumn) = (rowTile * tileRows, columnTile * tileColumns);
        var (x, y) = FirstFours(Group.IdxX, tileColumns / TSums.Side);
        Sum(
            1, 0, Group.IdxX, threads, x, y, new Lines<TLeft>(left, tileRows, firstRow, rows), new Lines<TRight>(right, tileColumns, firstColumn, columns), first, last,
            default(TSums)).Store(epilogue, firstRow + (4 * y), tileRows / 2, rows, firstColumn + (4 * x), tileColumns / 2, columns);
    }

    /// <summary>The slices meet in shared memory; each then hands one row of every thread's four on, with the sums of all slices in their order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void RunSliced<TLeft, TRight, TEpilogue>(
        int tileRows, int tileColumns, int rowTile, int columnTile, int rows, int columns, int first, int last,
        TLeft left, TRight right, TEpilogue epilogue)
        where TLeft : struct, IProductSide
        where TRight : struct, IProductSide
        where TEpilogue : struct, IProductEpilogue
    {
        var parts = SharedMemory.Allocate1D<float>(Slices * ThreadsOfSlice * 16);
        var (firstRow, firstColumn) = (rowTile * tileRows, columnTile * tileColumns);
        var (slice, own) = ((int)((uint)Group.IdxX / ThreadsOfSlice), (int)((uint)Group.IdxX % ThreadsOfSlice));
        var (x, y) = FirstFours(own, tileColumns / SquareOfFour.Side);
        var sums = Sum(
            Slices, slice, own, ThreadsOfSlice, x, y, new Lines<TLeft>(left, tileRows, firstRow, rows), new Lines<TRight>(right, tileColumns, firstColumn, columns), first, last,
            default(SquareOfFour));
        sums.Keep(parts, (slice * 4 * ThreadsOfSlice) + own, ThreadsOfSlice);
        Group.Barrier();
        Quad total = default;
        for (var other = 0; other < Slices; other++)
        {
            total += AttentionTile.Load(parts, (((other * 4) + slice) * ThreadsOfSlice) + own);
        }

        var (row, column) = (firstRow + (4 * y) + slice, firstColumn + (4 * x));
        if (row < rows && column < columns)
        {
            epilogue.Store(total, row, column);
        }
    }

    /// <summary>
    /// The sums of one thread. Slices of the depth lie side by side: of every <paramref name="slices"/> slabs each takes one.
    /// The operands' code is there twice, before and in the loop, since a loop whose first round multiplies nothing carries its sums through copies.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TSums Sum<TSums, TLeft, TRight>(
        int slices, int slice, int own, int threads, int x, int y, Lines<TLeft> left, Lines<TRight> right, int first, int last, TSums sums)
        where TSums : struct, IThreadSums<TSums>
        where TLeft : struct, IProductSide
        where TRight : struct, IProductSide
    {
        // Places in shared memory are counted in fours: then those of a slab are constants apart.
        var (leftStride, rightStride) = (Stride(left.Tile) / 4, Stride(right.Tile) / 4);
        var lefts = SharedMemory.Allocate1D<float>(slices * 2 * Slab * Stride(left.Tile));
        var rights = SharedMemory.Allocate1D<float>(slices * 2 * Slab * Stride(right.Tile));
        var (leftSlice, rightSlice) = (slice * 2 * Slab * leftStride, slice * 2 * Slab * rightStride);
        var (leftStart, rightStart) = (0, 0);
        // Where the left side has zeros, the right one may have anything.
        var isWhole = (last - first) % (slices * Slab) == 0;
        left.Store(own, threads, lefts, leftSlice, left.Load(own, threads, first + (slice * Slab), last, isWhole));
        right.Store(own, threads, rights, rightSlice, right.Load(own, threads, first + (slice * Slab), last, isWhole: true));
        Group.Barrier();
        for (var depth = first; depth < last; depth += slices * Slab)
        {
            var next = depth + ((slices + slice) * Slab);
            var (nextLeft, nextRight) = (left.Load(own, threads, next, last, isWhole), right.Load(own, threads, next, last, isWhole: true));
            sums = Multiply(
                sums, SharedFours.Of(lefts, leftSlice + leftStart + y), leftStride, left.Tile / 8,
                SharedFours.Of(rights, rightSlice + rightStart + x), rightStride, right.Tile / 8);
            (leftStart, rightStart) = ((Slab * leftStride) - leftStart, (Slab * rightStride) - rightStart);
            left.Store(own, threads, lefts, leftSlice + leftStart, nextLeft);
            right.Store(own, threads, rights, rightSlice + rightStart, nextRight);
            Group.Barrier();
        }

        return sums;
    }

    /// <summary>The sums with the products of a slab, place by place: a loop would not be unrolled.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TSums Multiply<TSums>(TSums sums, SharedFours left, int leftStride, int rowHalf, SharedFours right, int rightStride, int columnHalf)
        where TSums : struct, IThreadSums<TSums> => sums
            .Add(left, 0, rowHalf, right, 0, columnHalf)
            .Add(left, leftStride, rowHalf, right, rightStride, columnHalf)
            .Add(left, 2 * leftStride, rowHalf, right, 2 * rightStride, columnHalf)
            .Add(left, 3 * leftStride, rowHalf, right, 3 * rightStride, columnHalf)
            .Add(left, 4 * leftStride, rowHalf, right, 4 * rightStride, columnHalf)
            .Add(left, 5 * leftStride, rowHalf, right, 5 * rightStride, columnHalf)
            .Add(left, 6 * leftStride, rowHalf, right, 6 * rightStride, columnHalf)
            .Add(left, 7 * leftStride, rowHalf, right, 7 * rightStride, columnHalf);

    /// <summary>
    /// Which four columns and rows of a tile, with so many threads side by side, are a thread's first. A warp is at most 8
    /// threads wide: its loads from shared memory are of 8 different fours along one side, which are all banks, and 4 along the
    /// other. Neighbours have the same columns, so that half a warp has all of them.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (int X, int Y) FirstFours(int thread, int across)
    {
        var width = (uint)Math.Min(across, 8);
        var (warp, lane) = ((uint)thread / GpuGrid.Warp, (uint)thread % GpuGrid.Warp);
        var (warpsAcross, height) = ((uint)across / width, GpuGrid.Warp / width);
        return (
            (int)((warp % warpsAcross * width) + (lane / 2 % width)),
            (int)((warp / warpsAcross * height) + (2 * (lane / (2 * width))) + (lane % 2)));
    }

    /// <summary>A thread's elements of a slab, in registers.</summary>
    private readonly struct Loaded(Quad first, Quad second)
    {
        public Quad First { get; } = first;

        public Quad Second { get; } = second;
    }

    /// <summary>The lines of a side that a tile has.</summary>
    private readonly struct Lines<TSide>(TSide side, int tile, int first, int lines)
        where TSide : struct, IProductSide
    {
        /// <summary>Lines of the tile.</summary>
        public int Tile => tile;

        private int Fours => tile * Slab / 4;

        /// <summary>Reads a slab: two fours a thread, or one, or none.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Loaded Load(int own, int threads, int firstDepth, int last, bool isWhole) => new(
            Fours >= threads || own < Fours ? side.Load(own, tile, first, lines, firstDepth, last, isWhole) : default,
            Fours > threads ? side.Load(own + threads, tile, first, lines, firstDepth, last, isWhole) : default);

        /// <summary>Stores a slab.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Store(int own, int threads, ArrayView<float> slabs, int start, Loaded loaded)
        {
            if (Fours >= threads || own < Fours)
            {
                side.Store(slabs, start, own, tile, loaded.First);
            }

            if (Fours > threads)
            {
                side.Store(slabs, start, own + threads, tile, loaded.Second);
            }
        }
    }
}
