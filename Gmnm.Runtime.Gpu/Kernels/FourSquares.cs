using System.Runtime.CompilerServices;

namespace Gmnm.Gpu.Kernels;

/// <summary>8 × 8 sums a thread: 64 multiply-adds for four loads of 16 bytes from shared memory.</summary>
public readonly struct FourSquares : IThreadTile
{
    /// <inheritdoc/>
    public static int Side => 8;

    /// <inheritdoc/>
    public static int Slices => 1;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (int Slice, int Own) Part(int thread) => (0, thread);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (int X, int Y) FirstFours(int own, int tileColumns) => GpuTiledProduct.FirstFours(own, tileColumns / Side);

    /// <summary>Half a tile.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (int Rows, int Columns) Apart(int tileRows, int tileColumns) => (tileRows / Side, tileColumns / Side);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddSlab(
        ref SquareOfFour aboveLow, ref SquareOfFour aboveHigh, ref SquareOfFour belowLow, ref SquareOfFour belowHigh,
        SharedFours left, int leftStride, int rowsApart, SharedFours right, int rightStride, int columnsApart)
    {
        Add(ref aboveLow, ref aboveHigh, ref belowLow, ref belowHigh, left, 0, rowsApart, right, 0, columnsApart);
        Add(ref aboveLow, ref aboveHigh, ref belowLow, ref belowHigh, left, leftStride, rowsApart, right, rightStride, columnsApart);
        Add(ref aboveLow, ref aboveHigh, ref belowLow, ref belowHigh, left, 2 * leftStride, rowsApart, right, 2 * rightStride, columnsApart);
        Add(ref aboveLow, ref aboveHigh, ref belowLow, ref belowHigh, left, 3 * leftStride, rowsApart, right, 3 * rightStride, columnsApart);
        Add(ref aboveLow, ref aboveHigh, ref belowLow, ref belowHigh, left, 4 * leftStride, rowsApart, right, 4 * rightStride, columnsApart);
        Add(ref aboveLow, ref aboveHigh, ref belowLow, ref belowHigh, left, 5 * leftStride, rowsApart, right, 5 * rightStride, columnsApart);
        Add(ref aboveLow, ref aboveHigh, ref belowLow, ref belowHigh, left, 6 * leftStride, rowsApart, right, 6 * rightStride, columnsApart);
        Add(ref aboveLow, ref aboveHigh, ref belowLow, ref belowHigh, left, 7 * leftStride, rowsApart, right, 7 * rightStride, columnsApart);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(
        ref SquareOfFour aboveLow, ref SquareOfFour aboveHigh, ref SquareOfFour belowLow, ref SquareOfFour belowHigh,
        SharedFours left, int row, int rowsApart, SharedFours right, int column, int columnsApart)
    {
        var (above, below) = (left[row], left[row + rowsApart]);
        var (low, high) = (right[column], right[column + columnsApart]);
        aboveLow.Add(above, low);
        aboveHigh.Add(above, high);
        belowLow.Add(below, low);
        belowHigh.Add(below, high);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<TEpilogue>(
        SquareOfFour aboveLow, SquareOfFour aboveHigh, SquareOfFour belowLow, SquareOfFour belowHigh,
        TEpilogue epilogue, int slice, int own, int row, int rowsApart, int rows, int column, int columnsApart, int columns)
        where TEpilogue : struct, IProductEpilogue
    {
        aboveLow.Store(epilogue, row, rows, column, columns);
        aboveHigh.Store(epilogue, row, rows, column + columnsApart, columns);
        belowLow.Store(epilogue, row + rowsApart, rows, column, columns);
        belowHigh.Store(epilogue, row + rowsApart, rows, column + columnsApart, columns);
    }
}
