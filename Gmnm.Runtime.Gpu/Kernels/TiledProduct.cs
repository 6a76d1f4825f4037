using System.Runtime.CompilerServices;
using ILGPU;
using ILGPU.Runtime;

namespace Gmnm.Gpu.Kernels;

/// <summary>
/// Matrix products, tile by tile: a group of threads reads a slab of both sides into shared memory, and every thread
/// multiplies its part of the tile in registers. Bound by multiply-adds where tiles are full.
/// </summary>
public static class TiledProduct
{
    /// <summary>Depth of a slab.</summary>
    private const int Slab = 16;

    /// <summary>Floats between lines of a slab: no two threads of a warp write to one bank, and four floats stay aligned.</summary>
    private const int Padding = 4;

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
        where TLeft : struct, IOperand
        where TRight : struct, IOperand
        where TEpilogue : struct, IProductEpilogue
    {
        const int Threads = 256, Tile = 128, Stride = Tile + Padding;
        var leftSlab = SharedMemory.Allocate1D<float>(Slab * Stride);
        var rightSlab = SharedMemory.Allocate1D<float>(Slab * Stride);
        Run8<TLeft, TRight, TEpilogue>(Threads, Tile, rowTile, columnTile, rows, columns, first, last, left, right, epilogue, leftSlab, rightSlab);
    }

    /// <summary>A tile of 64 × 64 by 64 threads, 8 × 8 each.</summary>
    /// <inheritdoc cref="RunLarge"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void RunMedium<TLeft, TRight, TEpilogue>(
        int rowTile, int columnTile, int rows, int columns, int first, int last, TLeft left, TRight right, TEpilogue epilogue)
        where TLeft : struct, IOperand
        where TRight : struct, IOperand
        where TEpilogue : struct, IProductEpilogue
    {
        const int Threads = 64, Tile = 64, Stride = Tile + Padding;
        var leftSlab = SharedMemory.Allocate1D<float>(Slab * Stride);
        var rightSlab = SharedMemory.Allocate1D<float>(Slab * Stride);
        Run8<TLeft, TRight, TEpilogue>(Threads, Tile, rowTile, columnTile, rows, columns, first, last, left, right, epilogue, leftSlab, rightSlab);
    }

    /// <summary>A tile of 32 × 32 by 64 threads, 4 × 4 each.</summary>
    /// <inheritdoc cref="RunLarge"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void RunSmall<TLeft, TRight, TEpilogue>(
        int rowTile, int columnTile, int rows, int columns, int first, int last, TLeft left, TRight right, TEpilogue epilogue)
        where TLeft : struct, IOperand
        where TRight : struct, IOperand
        where TEpilogue : struct, IProductEpilogue
    {
        const int Threads = 64, Tile = 32, Side = 8, Stride = Tile + Padding;
        var leftSlab = SharedMemory.Allocate1D<float>(Slab * Stride);
        var rightSlab = SharedMemory.Allocate1D<float>(Slab * Stride);
        var (firstRow, firstColumn) = (rowTile * Tile, columnTile * Tile);
        var (x, y) = (Group.IdxX % Side * 4, Group.IdxX / Side * 4);
        Quad sums0 = default, sums1 = default, sums2 = default, sums3 = default;
        for (var depth = first; depth < last; depth += Slab)
        {
            Fill(Threads, Tile, leftSlab, left, firstRow, rows, depth, last);
            Fill(Threads, Tile, rightSlab, right, firstColumn, columns, depth, last);
            Group.Barrier();
            for (var d = 0; d < Slab; d++)
            {
                var rights = Load(rightSlab, (d * Stride) + x);
                var lefts = Load(leftSlab, (d * Stride) + y);
                sums0 = Quad.MultiplyAdd(lefts.A, rights, sums0);
                sums1 = Quad.MultiplyAdd(lefts.B, rights, sums1);
                sums2 = Quad.MultiplyAdd(lefts.C, rights, sums2);
                sums3 = Quad.MultiplyAdd(lefts.D, rights, sums3);
            }

            Group.Barrier();
        }

        Store(epilogue, sums0, firstRow + y, firstColumn + x, rows, columns);
        Store(epilogue, sums1, firstRow + y + 1, firstColumn + x, rows, columns);
        Store(epilogue, sums2, firstRow + y + 2, firstColumn + x, rows, columns);
        Store(epilogue, sums3, firstRow + y + 3, firstColumn + x, rows, columns);
    }

    /// <summary>Each thread has 8 × 8 of the tile: two times four rows and two times four columns, half a tile apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Run8<TLeft, TRight, TEpilogue>(
        int threads, int tile, int rowTile, int columnTile, int rows, int columns, int first, int last, TLeft left, TRight right, TEpilogue epilogue,
        ArrayView<float> leftSlab, ArrayView<float> rightSlab)
        where TLeft : struct, IOperand
        where TRight : struct, IOperand
        where TEpilogue : struct, IProductEpilogue
    {
        var (side, half, stride) = (tile / 8, tile / 2, tile + Padding);
        var (firstRow, firstColumn) = (rowTile * tile, columnTile * tile);
        var (x, y) = (Group.IdxX % side * 4, Group.IdxX / side * 4);
        Quad low0 = default, low1 = default, low2 = default, low3 = default, low4 = default, low5 = default, low6 = default, low7 = default;
        Quad high0 = default, high1 = default, high2 = default, high3 = default, high4 = default, high5 = default, high6 = default, high7 = default;
        for (var depth = first; depth < last; depth += Slab)
        {
            Fill(threads, tile, leftSlab, left, firstRow, rows, depth, last);
            Fill(threads, tile, rightSlab, right, firstColumn, columns, depth, last);
            Group.Barrier();
            for (var d = 0; d < Slab; d++)
            {
                var (low, high) = (Load(rightSlab, (d * stride) + x), Load(rightSlab, (d * stride) + x + half));
                var (above, below) = (Load(leftSlab, (d * stride) + y), Load(leftSlab, (d * stride) + y + half));
                low0 = Quad.MultiplyAdd(above.A, low, low0);
                high0 = Quad.MultiplyAdd(above.A, high, high0);
                low1 = Quad.MultiplyAdd(above.B, low, low1);
                high1 = Quad.MultiplyAdd(above.B, high, high1);
                low2 = Quad.MultiplyAdd(above.C, low, low2);
                high2 = Quad.MultiplyAdd(above.C, high, high2);
                low3 = Quad.MultiplyAdd(above.D, low, low3);
                high3 = Quad.MultiplyAdd(above.D, high, high3);
                low4 = Quad.MultiplyAdd(below.A, low, low4);
                high4 = Quad.MultiplyAdd(below.A, high, high4);
                low5 = Quad.MultiplyAdd(below.B, low, low5);
                high5 = Quad.MultiplyAdd(below.B, high, high5);
                low6 = Quad.MultiplyAdd(below.C, low, low6);
                high6 = Quad.MultiplyAdd(below.C, high, high6);
                low7 = Quad.MultiplyAdd(below.D, low, low7);
                high7 = Quad.MultiplyAdd(below.D, high, high7);
            }

            Group.Barrier();
        }

        var (row, column) = (firstRow + y, firstColumn + x);
        Store(epilogue, low0, row, column, rows, columns);
        Store(epilogue, high0, row, column + half, rows, columns);
        Store(epilogue, low1, row + 1, column, rows, columns);
        Store(epilogue, high1, row + 1, column + half, rows, columns);
        Store(epilogue, low2, row + 2, column, rows, columns);
        Store(epilogue, high2, row + 2, column + half, rows, columns);
        Store(epilogue, low3, row + 3, column, rows, columns);
        Store(epilogue, high3, row + 3, column + half, rows, columns);
        Store(epilogue, low4, row + half, column, rows, columns);
        Store(epilogue, high4, row + half, column + half, rows, columns);
        Store(epilogue, low5, row + half + 1, column, rows, columns);
        Store(epilogue, high5, row + half + 1, column + half, rows, columns);
        Store(epilogue, low6, row + half + 2, column, rows, columns);
        Store(epilogue, high6, row + half + 2, column + half, rows, columns);
        Store(epilogue, low7, row + half + 3, column, rows, columns);
        Store(epilogue, high7, row + half + 3, column + half, rows, columns);
    }

    /// <summary>
    /// Reads a slab, zeros where the matrix ends. A thread stays on its line or at its depth, so that what an operand computes
    /// of it is computed once.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Fill<TOperand>(
        int threads, int tile, ArrayView<float> slab, TOperand operand, int firstLine, int lines, int firstDepth, int last)
        where TOperand : struct, IOperand
    {
        if (TOperand.IsAlongDepth)
        {
            var depth = Group.IdxX % Slab;
            for (var line = Group.IdxX / Slab; line < tile; line += threads / Slab)
            {
                Fill(tile, slab, operand, line, firstLine, lines, depth, firstDepth, last);
            }
        }
        else
        {
            var line = Group.IdxX % tile;
            for (var depth = Group.IdxX / tile; depth < Slab; depth += threads / tile)
            {
                Fill(tile, slab, operand, line, firstLine, lines, depth, firstDepth, last);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Fill<TOperand>(
        int tile, ArrayView<float> slab, TOperand operand, int line, int firstLine, int lines, int depth, int firstDepth, int last)
        where TOperand : struct, IOperand =>
        slab[(depth * (tile + Padding)) + line] = firstLine + line < lines && firstDepth + depth < last
            ? operand.Load(firstLine + line, firstDepth + depth)
            : 0f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Quad Load(ArrayView<float> slab, int index) => slab.Cast<Quad>().AsAligned(16)[index >> 2];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TEpilogue>(TEpilogue epilogue, Quad sums, int row, int column, int rows, int columns)
        where TEpilogue : struct, IProductEpilogue
    {
        if (row < rows && column < columns)
        {
            epilogue.Store(sums, row, column);
        }
    }
}
