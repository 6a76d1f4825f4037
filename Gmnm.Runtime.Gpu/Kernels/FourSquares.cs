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
    public static void Add(
        ref SquareOfFour aboveLow, ref SquareOfFour aboveHigh, ref SquareOfFour belowLow, ref SquareOfFour belowHigh,
        SharedFours left, int row, int rowHalf, SharedFours right, int column, int columnHalf)
    {
        var (above, below) = (left[row], left[row + rowHalf]);
        var (low, high) = (right[column], right[column + columnHalf]);
        aboveLow.Add(above, low);
        aboveHigh.Add(above, high);
        belowLow.Add(below, low);
        belowHigh.Add(below, high);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<TEpilogue>(
        SquareOfFour aboveLow, SquareOfFour aboveHigh, SquareOfFour belowLow, SquareOfFour belowHigh,
        TEpilogue epilogue, int slice, int own, int row, int rowHalf, int rows, int column, int columnHalf, int columns)
        where TEpilogue : struct, IProductEpilogue
    {
        aboveLow.Store(epilogue, row, rows, column, columns);
        aboveHigh.Store(epilogue, row, rows, column + columnHalf, columns);
        belowLow.Store(epilogue, row + rowHalf, rows, column, columns);
        belowHigh.Store(epilogue, row + rowHalf, rows, column + columnHalf, columns);
    }
}
