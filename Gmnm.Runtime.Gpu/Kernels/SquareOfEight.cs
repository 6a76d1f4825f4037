using System.Runtime.CompilerServices;

namespace Gmnm.Gpu.Kernels;

/// <summary>8 × 8 sums, as four squares: 64 multiply-adds for four loads of 16 bytes from shared memory.</summary>
internal struct SquareOfEight : IThreadSums<SquareOfEight>
{
    private SquareOfFour _aboveLow, _aboveHigh, _belowLow, _belowHigh;

    /// <inheritdoc/>
    public static int Side => 8;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public SquareOfEight Add(SharedFours left, int row, int rowHalf, SharedFours right, int column, int columnHalf)
    {
        var (above, below) = (left[row], left[row + rowHalf]);
        var (low, high) = (right[column], right[column + columnHalf]);
        var sums = this;
        sums._aboveLow = sums._aboveLow.Add(above, low);
        sums._aboveHigh = sums._aboveHigh.Add(above, high);
        sums._belowLow = sums._belowLow.Add(below, low);
        sums._belowHigh = sums._belowHigh.Add(below, high);
        return sums;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store<TEpilogue>(TEpilogue epilogue, int row, int rowHalf, int rows, int column, int columnHalf, int columns)
        where TEpilogue : struct, IProductEpilogue
    {
        _aboveLow.Store(epilogue, row, rows, column, columns);
        _aboveHigh.Store(epilogue, row, rows, column + columnHalf, columns);
        _belowLow.Store(epilogue, row + rowHalf, rows, column, columns);
        _belowHigh.Store(epilogue, row + rowHalf, rows, column + columnHalf, columns);
    }
}
