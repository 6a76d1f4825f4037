using System.Runtime.CompilerServices;

namespace Gmnm.Gpu.Kernels;

/// <summary>4 × 4 sums a thread: 16 multiply-adds for two loads of 16 bytes from shared memory.</summary>
public readonly struct OneSquare : IThreadTile
{
    /// <inheritdoc/>
    public static int Side => 4;

    /// <inheritdoc/>
    public static int Slices => 1;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (int Slice, int Own) Part(int thread) => (0, thread);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (int X, int Y) FirstFours(int own, int tileColumns) => GpuTiledProduct.FirstFours(own, tileColumns / Side);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (int Rows, int Columns) Apart(int tileRows, int tileColumns) => default;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddSlab(
        ref SquareOfFour aboveLow, ref SquareOfFour aboveHigh, ref SquareOfFour belowLow, ref SquareOfFour belowHigh,
        SharedFours left, int leftStride, int rowsApart, SharedFours right, int rightStride, int columnsApart) =>
        aboveLow.AddSlab(left, leftStride, right, rightStride);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<TEpilogue>(
        SquareOfFour aboveLow, SquareOfFour aboveHigh, SquareOfFour belowLow, SquareOfFour belowHigh,
        TEpilogue epilogue, int slice, int own, int row, int rowsApart, int rows, int column, int columnsApart, int columns)
        where TEpilogue : struct, IProductEpilogue => aboveLow.Store(epilogue, row, rows, column, columns);
}
