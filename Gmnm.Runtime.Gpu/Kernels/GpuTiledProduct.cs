using System.Runtime.CompilerServices;
using ILGPU;

namespace Gmnm.Gpu.Kernels;

/// <summary>
/// Matrix products, tile by tile: a group of threads reads a slab of both sides into shared memory, and every thread
/// multiplies its part of the tile in registers. There is room for two slabs: while one is multiplied, the next is on its
/// way to registers, so a slab takes one barrier. Bound by multiply-adds where tiles are full.
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

    /// <summary>
    /// Floats from a place along the depth of a slab to the next: four more than a tile has lines, so that fours stay aligned
    /// and what the threads of a warp store, each place of the slab with its lines, lies in different banks. Two threads meet
    /// in some banks only where 16 lines are read along the lines.
    /// </summary>
    internal static int Stride(int tile) => tile + Padding;

    private const int Padding = 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Run<TSums, TLeft, TRight, TEpilogue>(
        int threads, int tileRows, int tileColumns, int rowTile, int columnTile, int rows, int columns, int first, int last,
        TLeft left, TRight right, TEpilogue epilogue)
        where TSums : struct, IThreadSums<TSums>
        where TLeft : struct, IProductSide
        where TRight : struct, IProductSide
        where TEpilogue : struct, IProductEpilogue
    {
        var lefts = SharedMemory.Allocate1D<float>(2 * Slab * Stride(tileRows));
        var rights = SharedMemory.Allocate1D<float>(2 * Slab * Stride(tileColumns));

        // Places in shared memory are counted in fours: then the eight of a slab are constants apart.
        var (firstRow, firstColumn) = (rowTile * tileRows, columnTile * tileColumns);
        var (leftStride, rightStride) = (Stride(tileRows) / 4, Stride(tileColumns) / 4);
        var (x, y) = FirstFours(tileColumns / TSums.Side);
        TSums sums = default;
        var (leftStart, rightStart) = (0, 0);

        // The first round reads a slab and multiplies none: the operands' code is there once.
        for (var depth = first - Slab; depth < last; depth += Slab)
        {
            var nextLeft = Load(threads, tileRows, left, firstRow, rows, depth + Slab, last);
            var nextRight = Load(threads, tileColumns, right, firstColumn, columns, depth + Slab, last);
            if (depth >= first)
            {
                for (var d = 0; d < Slab; d++)
                {
                    sums = sums.Add(
                        lefts, leftStart + y + (d * leftStride), tileRows / 8, rights, rightStart + x + (d * rightStride), tileColumns / 8);
                }
            }

            (leftStart, rightStart) = ((Slab * leftStride) - leftStart, (Slab * rightStride) - rightStart);
            Store(threads, tileRows, left, lefts, leftStart, nextLeft);
            Store(threads, tileColumns, right, rights, rightStart, nextRight);
            Group.Barrier();
        }

        sums.Store(epilogue, firstRow + (4 * y), tileRows / 2, rows, firstColumn + (4 * x), tileColumns / 2, columns);
    }

    /// <summary>
    /// Which four columns and rows of a tile, with so many threads side by side, are the thread's first. A warp is at most 8
    /// threads wide: its loads from shared memory are of 8 different fours along one side, which are all banks, and 4 along the
    /// other.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (int X, int Y) FirstFours(int across)
    {
        var width = Math.Min(across, 8);
        var (warp, lane) = (Group.IdxX / GpuGrid.Warp, GpuGrid.Lane);
        var (warpsAcross, height) = (across / width, GpuGrid.Warp / width);
        return ((warp % warpsAcross * width) + (lane % width), (warp / warpsAcross * height) + (lane / width));
    }

    /// <summary>The thread's elements of a slab, in registers.</summary>
    private readonly struct Loaded(Quad first, Quad second)
    {
        public Quad First { get; } = first;

        public Quad Second { get; } = second;
    }

    /// <summary>Reads a slab of a side: two fours a thread, or one, or none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Loaded Load<TSide>(int threads, int tile, TSide side, int firstLine, int lines, int firstDepth, int last)
        where TSide : struct, IProductSide
    {
        var (own, fours) = (Group.IdxX, tile * Slab / 4);
        return new(
            fours >= threads || own < fours ? side.Load(own, tile, firstLine, lines, firstDepth, last) : default,
            fours > threads ? side.Load(own + threads, tile, firstLine, lines, firstDepth, last) : default);
    }

    /// <summary>Stores a slab of a side.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TSide>(int threads, int tile, TSide side, ArrayView<float> slabs, int start, Loaded loaded)
        where TSide : struct, IProductSide
    {
        var (own, fours) = (Group.IdxX, tile * Slab / 4);
        if (fours >= threads || own < fours)
        {
            side.Store(slabs, start, own, tile, loaded.First);
        }

        if (fours > threads)
        {
            side.Store(slabs, start, own + threads, tile, loaded.Second);
        }
    }
}
