using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Gmnm.Numerics;

/// <summary>
/// Small matrix products that read both matrices where they are and hand sums to the epilogue while they are in registers:
/// nothing is packed, no tile goes through memory. For matrices that stay in the first-level cache;
/// <see cref="MatrixMultiply"/> is for the others.
/// </summary>
/// <remarks>
/// The last vector of a row ends where the row ends: an epilogue may be given elements twice, with the same bits, and must
/// not mind. <c>Run</c> and <c>Row</c> run their lanes over the columns: an element has the same bits whatever
/// the width of the vectors, the number of rows and its place among them. <c>Dot</c> and <c>DotRow</c> run them
/// over the depth: an element has the same bits whatever the number of rows.
/// </remarks>
public static partial class DirectMultiply
{
    /// <summary>
    /// <c>result[r, c] = sum over d of left[r * leftRowStride + d * leftDepthStride] * right[d * rightDepthStride + c]</c>,
    /// handed to <paramref name="epilogue"/>. A depth of 0 gives zeros.
    /// </summary>
    /// <param name="rows">Rows of the left matrix and of the result.</param>
    /// <param name="columns">Columns of the right matrix and of the result. A constant leaves one call.</param>
    /// <param name="depth">Columns of the left matrix, rows of the right.</param>
    /// <param name="left">Element (0, 0) of the left matrix.</param>
    /// <param name="leftRowStride">Floats from a row of the left matrix to the next.</param>
    /// <param name="leftDepthStride">Floats from a column of the left matrix to the next.</param>
    /// <param name="right">Element (0, 0) of the right matrix.</param>
    /// <param name="rightDepthStride">Floats from a row of the right matrix to the next.</param>
    /// <param name="epilogue">Takes the sums.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run<TEpilogue>(
        nint rows, nint columns, nint depth,
        ref readonly float left, nint leftRowStride, nint leftDepthStride,
        ref readonly float right, nint rightDepthStride, TEpilogue epilogue)
        where TEpilogue : struct, IEpilogue, allows ref struct
    {
        if (Vector512.IsHardwareAccelerated && columns >= 16)
        {
            Run<Lanes512, TEpilogue>(
                rows, columns, depth, in left, leftRowStride, leftDepthStride, in right, rightDepthStride, epilogue);
        }
        else if (Vector256.IsHardwareAccelerated && columns >= 8)
        {
            Run<Lanes256, TEpilogue>(
                rows, columns, depth, in left, leftRowStride, leftDepthStride, in right, rightDepthStride, epilogue);
        }
        else if (columns >= 4)
        {
            Run<Lanes128, TEpilogue>(
                rows, columns, depth, in left, leftRowStride, leftDepthStride, in right, rightDepthStride, epilogue);
        }
        else
        {
            Run<Lanes1, TEpilogue>(
                rows, columns, depth, in left, leftRowStride, leftDepthStride, in right, rightDepthStride, epilogue);
        }
    }

    /// <summary>The product in vectors of one width, which the columns fill at least once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Run<TLanes, TEpilogue>(
        nint rows, nint columns, nint depth,
        ref readonly float left, nint leftRowStride, nint leftDepthStride,
        ref readonly float right, nint rightDepthStride, TEpilogue epilogue)
        where TLanes : unmanaged, ILanes<TLanes>
        where TEpilogue : struct, IEpilogue, allows ref struct
    {
        ref var x = ref Unsafe.AsRef(in left);
        ref var w = ref Unsafe.AsRef(in right);
        nint row = 0, column;
        if (TLanes.Count >= 16)
        {
            // 32 registers hold four rows.
            for (; row <= rows - 4; row += 4, x = ref Unsafe.Add(ref x, 4 * leftRowStride))
            {
                for (column = 0; column <= columns - (2 * TLanes.Count); column += 2 * TLanes.Count)
                {
                    Tile4x2<TLanes, TEpilogue>(
                        depth, in x, leftRowStride, leftDepthStride, in Unsafe.Add(ref w, column), rightDepthStride, row, column, epilogue);
                }

                for (; column < columns; column += TLanes.Count)
                {
                    var at = nint.Min(column, columns - TLanes.Count);
                    Tile4x1<TLanes, TEpilogue>(
                        depth, in x, leftRowStride, leftDepthStride, in Unsafe.Add(ref w, at), rightDepthStride, row, at, epilogue);
                }
            }
        }

        for (; row <= rows - 2; row += 2, x = ref Unsafe.Add(ref x, 2 * leftRowStride))
        {
            for (column = 0; column <= columns - (2 * TLanes.Count); column += 2 * TLanes.Count)
            {
                Tile2x2<TLanes, TEpilogue>(
                    depth, in x, leftRowStride, leftDepthStride, in Unsafe.Add(ref w, column), rightDepthStride, row, column, epilogue);
            }

            for (; column < columns; column += TLanes.Count)
            {
                var at = nint.Min(column, columns - TLanes.Count);
                Tile2x1<TLanes, TEpilogue>(
                    depth, in x, leftRowStride, leftDepthStride, in Unsafe.Add(ref w, at), rightDepthStride, row, at, epilogue);
            }
        }

        if (row < rows)
        {
            for (column = 0; column <= columns - (2 * TLanes.Count); column += 2 * TLanes.Count)
            {
                Tile1x2<TLanes, TEpilogue>(
                    depth, in x, leftDepthStride, in Unsafe.Add(ref w, column), rightDepthStride, row, column, epilogue);
            }

            for (; column < columns; column += TLanes.Count)
            {
                var at = nint.Min(column, columns - TLanes.Count);
                Tile1x1<TLanes, TEpilogue>(
                    depth, in x, leftDepthStride, in Unsafe.Add(ref w, at), rightDepthStride, row, at, epilogue);
            }
        }
    }
}
