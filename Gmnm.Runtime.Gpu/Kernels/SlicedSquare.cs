using System.Runtime.CompilerServices;
using ILGPU;

namespace Gmnm.Gpu.Kernels;

/// <summary>
/// 4 × 4 sums in four slices of the depth, of which 64 threads each take every fourth slab. They meet in shared memory; each
/// slice then hands one row of every thread's four on, with the sums of all slices in their order.
/// </summary>
public readonly struct SlicedSquare : IThreadTile
{
    /// <summary>Threads of a slice: a tile has 1,024 sums.</summary>
    private const int Threads = 64;

    /// <inheritdoc/>
    public static int Side => 4;

    /// <inheritdoc/>
    public static int Slices => 4;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (int Slice, int Own) Part(int thread) => ((int)((uint)thread / Threads), (int)((uint)thread % Threads));

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
        where TEpilogue : struct, IProductEpilogue
    {
        var parts = SharedMemory.Allocate1D<float>(Slices * Threads * Side * Side);
        aboveLow.Keep(parts, (slice * Side * Threads) + own, Threads);
        Group.Barrier();
        Quad total = default;
        for (var other = 0; other < Slices; other++)
        {
            total += AttentionTile.Load(parts, (((other * Side) + slice) * Threads) + own);
        }

        row += slice;
        if (row < rows && column < columns)
        {
            epilogue.Store(total, row, column);
        }
    }
}
