using System.Runtime.CompilerServices;
using ILGPU;

namespace Gmnm.Gpu.Kernels;

/// <summary>
/// Matrix products, tile by tile: a group of threads reads a slab of both sides into shared memory, and every thread
/// multiplies its part of the tile in registers. There is room for two slabs: while one is multiplied, the next is on its
/// way to registers, so a slab takes one barrier. Bound by multiply-adds where tiles are full. A deep tile has four or
/// sixteen slabs at once in hand, for products with too few tiles to fill a device.
/// </summary>
public static class GpuTiledProduct
{
    /// <summary>Depth of a slab: two fours of a line, which are one sector of device memory.</summary>
    internal const int Slab = 8;

    /// <summary>
    /// Computes a tile. The operands' code is there twice, before and in the loop, since a loop whose first round multiplies
    /// nothing carries its sums through copies. One method, and the places of a slab in straight code: ILGPU takes its time for
    /// each method that the sums go through, and unrolls nothing.
    /// </summary>
    /// <param name="thread">What a thread has of the tile.</param>
    /// <param name="tileRows">Rows of the tile.</param>
    /// <param name="tileColumns">Columns of the tile.</param>
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
    public static void Run<TThread, TLeft, TRight, TEpilogue>(
        TThread thread, int tileRows, int tileColumns, int rowTile, int columnTile, int rows, int columns, int first, int last,
        TLeft left, TRight right, TEpilogue epilogue)
        where TThread : struct, IThreadTile
        where TLeft : struct, IProductSide
        where TRight : struct, IProductSide
        where TEpilogue : struct, IProductEpilogue
    {
        // Places in shared memory are counted in fours: then those of a slab are constants apart.
        var (leftStride, rightStride) = (Stride(tileRows) / 4, Stride(tileColumns) / 4);
        var lefts = SharedMemory.Allocate1D<float>(TThread.Slices * 2 * Slab * Stride(tileRows));
        var rights = SharedMemory.Allocate1D<float>(TThread.Slices * 2 * Slab * Stride(tileColumns));
        var (slice, own) = TThread.Part(Group.IdxX);
        var (firstRow, firstColumn) = (rowTile * tileRows, columnTile * tileColumns);
        var (x, y) = TThread.FirstFours(own, tileColumns);
        var (rowsApart, columnsApart) = TThread.Apart(tileRows, tileColumns);
        var threads = tileRows / TThread.Side * (tileColumns / TThread.Side);
        var (leftLines, rightLines) = (new Lines<TLeft>(left, tileRows, firstRow, rows), new Lines<TRight>(right, tileColumns, firstColumn, columns));
        var (leftSlice, rightSlice) = (slice * 2 * Slab * leftStride, slice * 2 * Slab * rightStride);
        var (leftStart, rightStart) = (0, 0);
        SquareOfFour aboveLow = default, aboveHigh = default, belowLow = default, belowHigh = default;
        // Where the left side has zeros, the right one may have anything.
        var isWhole = (last - first) % (TThread.Slices * Slab) == 0;
        leftLines.Store(own, threads, lefts, leftSlice, leftLines.Load(own, threads, first + (slice * Slab), last, isWhole));
        rightLines.Store(own, threads, rights, rightSlice, rightLines.Load(own, threads, first + (slice * Slab), last, isWhole: true));
        Group.Barrier();
        for (var depth = first; depth < last; depth += TThread.Slices * Slab)
        {
            var next = depth + ((TThread.Slices + slice) * Slab);
            var (nextLeft, nextRight) = (leftLines.Load(own, threads, next, last, isWhole), rightLines.Load(own, threads, next, last, isWhole: true));
            var leftFours = SharedFours.Of(lefts, leftSlice + leftStart + y);
            var rightFours = SharedFours.Of(rights, rightSlice + rightStart + x);
            TThread.AddSlab(ref aboveLow, ref aboveHigh, ref belowLow, ref belowHigh, leftFours, leftStride, rowsApart, rightFours, rightStride, columnsApart);
            (leftStart, rightStart) = ((Slab * leftStride) - leftStart, (Slab * rightStride) - rightStart);
            leftLines.Store(own, threads, lefts, leftSlice + leftStart, nextLeft);
            rightLines.Store(own, threads, rights, rightSlice + rightStart, nextRight);
            Group.Barrier();
        }

        TThread.Store(
            aboveLow, aboveHigh, belowLow, belowHigh, epilogue, slice, own, firstRow + (4 * y), 4 * rowsApart, rows, firstColumn + (4 * x), 4 * columnsApart, columns);
    }

    /// <summary>
    /// Floats from a place along the depth of a slab to the next: four more than a tile has lines, so that fours stay aligned
    /// and what the threads of a warp store, each place of the slab with its lines, lies in different banks. Two threads meet
    /// in some banks only where 16 lines are read along the lines, and where a warp has two slices.
    /// </summary>
    internal static int Stride(int tile) => tile + Padding;

    private const int Padding = 4;

    /// <summary>
    /// Which four columns and rows of a tile, with so many threads side by side, are a thread's first. A warp is at most 8
    /// threads wide: its loads from shared memory are of 8 different fours along one side, which are all banks, and 4 along the
    /// other. Neighbours have the same columns, so that half a warp has all of them.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static (int X, int Y) FirstFours(int thread, int across)
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
