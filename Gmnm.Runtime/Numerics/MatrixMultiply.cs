using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Gmnm.Numerics;

/// <summary>
/// Matrix products of any strides whose elements go to an epilogue instead of to memory. Panels of the right matrix are
/// packed into scratch, the left one is read where it is; tiles of the result stay in registers over the whole depth.
/// </summary>
/// <remarks>
/// The scratch does not depend on the number of rows or columns. Products of few rows read both matrices where they are
/// and are bound by the memory's speed.
/// </remarks>
public static unsafe partial class MatrixMultiply
{
    /// <summary>Floats of scratch for each unit of depth: a group of packed panels and the last rows.</summary>
    public const int ScratchPerDepth = GroupColumns + MicroKernel.MaxRows;

    /// <summary>Columns packed at a time: for depths up to 1,024 half of the second-level cache.</summary>
    private const int GroupColumns = 128;

    /// <summary>
    /// Depths packed at a time. The rows of a right matrix may be a page apart each: all panels are filled from a few pages
    /// before the next ones.
    /// </summary>
    private const int PackedDepths = 64;

    /// <summary>Below this many rows packing costs more than it saves.</summary>
    private const int FewRows = 4;

    /// <summary>
    /// <c>result[r, c] = sum over d of left[r * leftRowStride + d * leftDepthStride] *
    /// right[d * rightDepthStride + c * rightColumnStride]</c>; each element is handed to
    /// <paramref name="epilogue"/> once. A depth of 0 gives zeros.
    /// </summary>
    /// <param name="rows">Rows of the left matrix and of the result.</param>
    /// <param name="columns">Columns of the right matrix and of the result.</param>
    /// <param name="depth">Columns of the left matrix, rows of the right.</param>
    /// <param name="left">Element (0, 0) of the left matrix.</param>
    /// <param name="leftRowStride">Floats from a row of the left matrix to the next.</param>
    /// <param name="leftDepthStride">Floats from a column of the left matrix to the next.</param>
    /// <param name="right">Element (0, 0) of the right matrix.</param>
    /// <param name="rightDepthStride">Floats from a row of the right matrix to the next.</param>
    /// <param name="rightColumnStride">Floats from a column of the right matrix to the next.</param>
    /// <param name="scratch"><see cref="ScratchPerDepth"/> times <paramref name="depth"/> floats.</param>
    /// <param name="epilogue">Takes the sums.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TEpilogue>(
        nint rows, nint columns, nint depth,
        ref readonly float left, nint leftRowStride, nint leftDepthStride,
        ref readonly float right, nint rightDepthStride, nint rightColumnStride,
        ref float scratch, TEpilogue epilogue)
        where TEpilogue : struct, IEpilogue, allows ref struct
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Run<Lanes512, TEpilogue>(
                rows, columns, depth, in left, leftRowStride, leftDepthStride,
                in right, rightDepthStride, rightColumnStride, ref scratch, epilogue);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Run<Lanes256, TEpilogue>(
                rows, columns, depth, in left, leftRowStride, leftDepthStride,
                in right, rightDepthStride, rightColumnStride, ref scratch, epilogue);
        }
        else
        {
            Run<Lanes128, TEpilogue>(
                rows, columns, depth, in left, leftRowStride, leftDepthStride,
                in right, rightDepthStride, rightColumnStride, ref scratch, epilogue);
        }
    }

    /// <summary>The product in vectors of one width.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Run<TLanes, TEpilogue>(
        nint rows, nint columns, nint depth,
        ref readonly float left, nint leftRowStride, nint leftDepthStride,
        ref readonly float right, nint rightDepthStride, nint rightColumnStride,
        ref float scratch, TEpilogue epilogue)
        where TLanes : unmanaged, ILanes<TLanes>
        where TEpilogue : struct, IEpilogue, allows ref struct
    {
        fixed (float* leftStart = &left, rightStart = &right, scratchStart = &scratch)
        {
            if (!TryFewRows<TLanes, TEpilogue>(
                rows, columns, depth, leftStart, leftRowStride, leftDepthStride,
                rightStart, rightDepthStride, rightColumnStride, epilogue))
            {
                Packed<TLanes, TEpilogue>(
                    rows, columns, depth, leftStart, leftRowStride, leftDepthStride,
                    rightStart, rightDepthStride, rightColumnStride, scratchStart, epilogue);
            }
        }
    }

    /// <summary>Products of so few rows that packing would cost more than it saves, where the strides allow.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryFewRows<TLanes, TEpilogue>(
        nint rows, nint columns, nint depth,
        float* left, nint leftRowStride, nint leftDepthStride,
        float* right, nint rightDepthStride, nint rightColumnStride, TEpilogue epilogue)
        where TLanes : unmanaged, ILanes<TLanes>
        where TEpilogue : struct, IEpilogue, allows ref struct
    {
        if (rows < FewRows && rightColumnStride == 1)
        {
            FewRowsMultiply.Accumulate<TLanes, TEpilogue>(
                rows, columns, depth, left, leftRowStride, leftDepthStride, right, rightDepthStride, epilogue);
            return true;
        }

        if (rows < FewRows && rightDepthStride == 1 && leftDepthStride == 1)
        {
            FewRowsMultiply.Dot<TLanes, TEpilogue>(
                rows, columns, depth, left, leftRowStride, right, rightColumnStride, epilogue);
            return true;
        }

        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Packed<TLanes, TEpilogue>(
        nint rows, nint columns, nint depth,
        float* left, nint leftRowStride, nint leftDepthStride,
        float* right, nint rightDepthStride, nint rightColumnStride,
        float* scratch, TEpilogue epilogue)
        where TLanes : unmanaged, ILanes<TLanes>
        where TEpilogue : struct, IEpilogue, allows ref struct
    {
        for (nint column = 0; column < columns; column += GroupColumns)
        {
            var count = nint.Min(GroupColumns, columns - column);
            PackColumns<TLanes>(
                count, depth, right + (column * rightColumnStride), rightDepthStride, rightColumnStride, scratch);
            Group<TLanes, TEpilogue>(
                rows, column, count, depth, left, leftRowStride, leftDepthStride, scratch,
                scratch + (GroupColumns * depth), epilogue);
        }
    }

    /// <summary>Packs columns into panels, one after the other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PackColumns<TLanes>(
        nint columns, nint depth, float* right, nint rightDepthStride, nint rightColumnStride, float* panels)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        for (nint d = 0; d < depth; d += PackedDepths)
        {
            nint width;
            for (nint c = 0; c < columns; c += width)
            {
                width = MicroKernel.Columns<TLanes>(columns - c);
                Panel.Pack(
                    right + (c * rightColumnStride) + (d * rightDepthStride), rightColumnStride, rightDepthStride,
                    nint.Min(width, columns - c), width, nint.Min(PackedDepths, depth - d),
                    panels + (c * depth) + (d * width));
            }
        }
    }

    /// <summary>All rows by the packed columns from <paramref name="column"/> on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Group<TLanes, TEpilogue>(
        nint rows, nint column, nint columns, nint depth, float* left, nint rowStride, nint depthStride, float* panels,
        float* strip, TEpilogue epilogue)
        where TLanes : unmanaged, ILanes<TLanes>
        where TEpilogue : struct, IEpilogue, allows ref struct
    {
        var tile = stackalloc float[MicroKernel.MaxRows * GroupColumns];
        nint tileRows;
        for (nint row = 0; row < rows; row += tileRows)
        {
            tileRows = MicroKernel.RowsInPlace<TLanes>(rows - row, rowStride);
            var used = nint.Min(tileRows, rows - row);
            var start = left + (row * rowStride);
            if (used < tileRows)
            {
                // What follows the last row is not ours.
                Panel.Pack(start, rowStride, depthStride, used, tileRows, depth, strip);
                start = strip;
                (rowStride, depthStride) = (1, tileRows);
            }

            nint width;
            for (nint c = 0; c < columns; c += width)
            {
                width = MicroKernel.Columns<TLanes>(columns - c);
                MicroKernel.Multiply<TLanes>(
                    tileRows, width, depth, start, rowStride, depthStride, panels + (c * depth), tile + c, GroupColumns);
            }

            TileEpilogue.Apply<TLanes, TEpilogue>(epilogue, tile, GroupColumns, row, used, column, columns);
        }
    }
}
