using System.Runtime.CompilerServices;

namespace Gmnm.Numerics;

/// <summary>
/// The innermost loop of every matrix product: a tile of the result held in registers over the whole depth. Bound by
/// the multiply-add units: two loads of the right panel and one broadcast a row feed two multiply-adds a row.
/// </summary>
internal static unsafe partial class MicroKernel
{
    /// <summary>Vectors of columns in a tile.</summary>
    internal const int Vectors = 2;

    /// <summary>Most rows of a tile: as many as the registers of the widest vectors hold.</summary>
    internal const int MaxRows = 12;

    /// <summary>Columns of a full tile.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static nint Columns<TLanes>()
        where TLanes : unmanaged, ILanes<TLanes> =>
        Vectors * TLanes.Count;

    /// <summary>Columns of the next tile where <paramref name="remaining"/> are left: two vectors, or one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static nint Columns<TLanes>(nint remaining)
        where TLanes : unmanaged, ILanes<TLanes> =>
        remaining > TLanes.Count ? Vectors * TLanes.Count : TLanes.Count;

    /// <summary>
    /// Rows of the next tile where <paramref name="remaining"/> are left: 32 registers hold 12 rows, 16 hold 6; a short
    /// rest takes 4.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static nint Rows<TLanes>(nint remaining)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        if (TLanes.Count >= 16)
        {
            return remaining > 8 ? 12 : 4;
        }

        return remaining > 4 ? 6 : 4;
    }

    /// <summary>
    /// The same where a left matrix with contiguous rows is read in place. Rows that are a multiple of 4 KB apart lie in the
    /// same 8 lines of the first-level cache: more than 8 at a time would push each other out.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static nint RowsInPlace<TLanes>(nint remaining, nint rowStride)
        where TLanes : unmanaged, ILanes<TLanes> =>
        TLanes.Count >= 16 && remaining > 4 && rowStride % 1024 == 0 ? 8 : Rows<TLanes>(remaining);

    /// <summary>
    /// <c>tile[r * tileStride + c] = sum over d of left[d * rows + r] * right[d * columns + c]</c> for the rows and
    /// columns that <see cref="Rows"/> and <see cref="Columns{TLanes}(nint)"/> gave.
    /// </summary>
    internal static void Multiply<TLanes>(
        nint rows, nint columns, nint depth, float* left, float* right, float* tile, nint tileStride)
        where TLanes : unmanaged, ILanes<TLanes> =>
        Multiply<TLanes>(rows, columns, depth, left, 1, rows, right, tile, tileStride);

    /// <summary>The same with <c>left[r * rowStride + d * depthStride]</c>: packed into strips or where it is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Multiply<TLanes>(
        nint rows, nint columns, nint depth, float* left, nint rowStride, nint depthStride, float* right, float* tile,
        nint tileStride)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var wide = columns > TLanes.Count;
        if (TLanes.Count >= 16 && rows == 12)
        {
            if (wide)
            {
                Multiply12<TLanes>(depth, left, rowStride, depthStride, right, tile, tileStride);
            }
            else
            {
                Multiply12Narrow<TLanes>(depth, left, rowStride, depthStride, right, tile, tileStride);
            }
        }
        else if (TLanes.Count >= 16 && rows == 8)
        {
            if (wide)
            {
                Multiply8<TLanes>(depth, left, rowStride, depthStride, right, tile, tileStride);
            }
            else
            {
                Multiply8Narrow<TLanes>(depth, left, rowStride, depthStride, right, tile, tileStride);
            }
        }
        else if (TLanes.Count < 16 && rows == 6)
        {
            if (wide)
            {
                Multiply6<TLanes>(depth, left, rowStride, depthStride, right, tile, tileStride);
            }
            else
            {
                Multiply6Narrow<TLanes>(depth, left, rowStride, depthStride, right, tile, tileStride);
            }
        }
        else if (wide)
        {
            Multiply4<TLanes>(depth, left, rowStride, depthStride, right, tile, tileStride);
        }
        else
        {
            Multiply4Narrow<TLanes>(depth, left, rowStride, depthStride, right, tile, tileStride);
        }
    }
}
