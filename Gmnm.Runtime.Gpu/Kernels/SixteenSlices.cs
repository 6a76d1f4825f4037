using System.Runtime.CompilerServices;
using ILGPU;

namespace Gmnm.Gpu.Kernels;

/// <summary>
/// 4 × 4 sums in sixteen slices of the depth, of which 16 threads each take every sixteenth slab. The two slices of a warp add
/// theirs up in registers, which leaves room in shared memory for both slabs; there the warps meet, and each of the first four
/// slices hands one row of every thread's four on, with the sums of all slices in their order.
/// </summary>
public readonly struct SixteenSlices : IThreadTile
{
    /// <summary>Threads of a slice: a tile has 256 sums.</summary>
    private const int Threads = 16;

    /// <summary>Slices of a warp.</summary>
    private const int OfWarp = GpuGrid.Warp / Threads;

    /// <inheritdoc/>
    public static int Side => 4;

    /// <inheritdoc/>
    public static int Slices => 16;

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
        var parts = SharedMemory.Allocate1D<float>(Slices / OfWarp * Threads * Side * Side);
        aboveLow.AddLane(Threads);
        if (slice % OfWarp == 0)
        {
            aboveLow.Keep(parts, (slice / OfWarp * Side * Threads) + own, Threads);
        }

        Group.Barrier();
        row += slice;
        if (slice < Side && row < rows && column < columns)
        {
            Quad total = default;
            for (var warp = 0; warp < Slices / OfWarp; warp++)
            {
                total += AttentionTile.Load(parts, (((warp * Side) + slice) * Threads) + own);
            }

            epilogue.Store(total, row, column);
        }
    }
}
