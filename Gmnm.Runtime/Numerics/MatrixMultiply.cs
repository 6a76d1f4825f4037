using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Gmnm.Numerics;

/// <summary>
/// Matrix products of any strides whose elements go to an epilogue instead of to memory. Panels of the right matrix
/// and blocks of rows of the left are packed into scratch; tiles of the result stay in registers over the whole depth.
/// </summary>
/// <remarks>
/// The scratch does not depend on the number of rows or columns. Products of few rows read the matrices where they are
/// and are bound by the memory's speed.
/// </remarks>
public static unsafe class MatrixMultiply
{
    /// <summary>Floats of scratch for each unit of depth: a group of packed panels and one block of rows.</summary>
    public const int ScratchPerDepth = GroupColumns + MicroKernel.MaxRows;

    /// <summary>Columns packed at a time: enough that packing the rows again for each group costs little.</summary>
    private const int GroupColumns = 128;

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
            if (rows < FewRows && rightColumnStride == 1)
            {
                FewRowsMultiply.Accumulate<TLanes, TEpilogue>(
                    rows, columns, depth, leftStart, leftRowStride, leftDepthStride,
                    rightStart, rightDepthStride, epilogue);
            }
            else if (rows < FewRows && rightDepthStride == 1 && leftDepthStride == 1)
            {
                FewRowsMultiply.Dot<TLanes, TEpilogue>(
                    rows, columns, depth, leftStart, leftRowStride, rightStart, rightColumnStride, epilogue);
            }
            else
            {
                Packed<TLanes, TEpilogue>(
                    rows, columns, depth, leftStart, leftRowStride, leftDepthStride,
                    rightStart, rightDepthStride, rightColumnStride, scratchStart, epilogue);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Packed<TLanes, TEpilogue>(
        nint rows, nint columns, nint depth,
        float* left, nint leftRowStride, nint leftDepthStride,
        float* right, nint rightDepthStride, nint rightColumnStride,
        float* scratch, TEpilogue epilogue)
        where TLanes : unmanaged, ILanes<TLanes>
        where TEpilogue : struct, IEpilogue, allows ref struct
    {
        var tile = stackalloc float[MicroKernel.MaxRows * GroupColumns];
        var block = scratch + (GroupColumns * depth);
        for (nint column = 0; column < columns; column += GroupColumns)
        {
            var groupColumns = nint.Min(GroupColumns, columns - column);
            nint width;
            for (nint c = 0; c < groupColumns; c += width)
            {
                width = MicroKernel.Columns<TLanes>(groupColumns - c);
                Panel.Pack(
                    right + ((column + c) * rightColumnStride), rightColumnStride, rightDepthStride,
                    nint.Min(width, groupColumns - c), width, depth, scratch + (c * depth));
            }

            nint tileRows;
            for (nint row = 0; row < rows; row += tileRows)
            {
                tileRows = MicroKernel.Rows<TLanes>(rows - row);
                var used = nint.Min(tileRows, rows - row);
                Panel.Pack(
                    left + (row * leftRowStride), leftRowStride, leftDepthStride, used, tileRows, depth, block);
                for (nint c = 0; c < groupColumns; c += width)
                {
                    width = MicroKernel.Columns<TLanes>(groupColumns - c);
                    MicroKernel.Multiply<TLanes>(
                        tileRows, width, depth, block, scratch + (c * depth), tile + c, GroupColumns);
                }

                TileEpilogue.Apply<TLanes, TEpilogue>(
                    epilogue, tile, GroupColumns, row, used, column, groupColumns);
            }
        }
    }
}
