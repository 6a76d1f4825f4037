using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Gmnm.Numerics;

/// <summary>Hands a finished tile of sums to an epilogue, in ever narrower lanes to the last column.</summary>
internal static unsafe class TileEpilogue
{
    /// <summary>Covers the <paramref name="columns"/> columns of each of <paramref name="rows"/> rows of the tile.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Apply<TLanes, TEpilogue>(
        TEpilogue epilogue, float* tile, nint tileStride, nint row, nint rows, nint column, nint columns)
        where TLanes : unmanaged, ILanes<TLanes>
        where TEpilogue : struct, IEpilogue, allows ref struct
    {
        nint whole = 0;
        for (nint r = 0; r < rows; r++)
        {
            for (whole = 0; whole <= columns - TLanes.Count; whole += TLanes.Count)
            {
                epilogue.Invoke(TLanes.Load(ref *tile, (r * tileStride) + whole), row + r, column + whole);
            }
        }

        if (whole == columns)
        {
            return;
        }

        if (TLanes.Count > 8 && Vector256.IsHardwareAccelerated)
        {
            Apply<Lanes256, TEpilogue>(
                epilogue, tile + whole, tileStride, row, rows, column + whole, columns - whole);
        }
        else if (TLanes.Count > 4 && Vector128.IsHardwareAccelerated)
        {
            Apply<Lanes128, TEpilogue>(
                epilogue, tile + whole, tileStride, row, rows, column + whole, columns - whole);
        }
        else
        {
            Apply<Lanes1, TEpilogue>(
                epilogue, tile + whole, tileStride, row, rows, column + whole, columns - whole);
        }
    }
}
