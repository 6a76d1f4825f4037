using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Gmnm.Numerics;

/// <summary>
/// Small matrix products that read both matrices where they are: nothing is packed. For matrices that stay in the first-level
/// cache; <see cref="MatrixMultiply"/> is for the others.
/// </summary>
/// <remarks>
/// The last vector of a row ends where the row ends: an epilogue may be given elements twice, with the same bits, and must
/// not mind. <c>Run</c>, <c>RunTiled</c> and <c>Row</c> run their lanes over the columns: an element has the same bits whatever
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

    /// <summary>
    /// The product in vectors of one width, which the columns fill at least once: 32 registers hold tiles of 4 rows, 16 of 2.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void Run<TLanes, TEpilogue>(
        nint rows, nint columns, nint depth,
        ref readonly float left, nint leftRowStride, nint leftDepthStride,
        ref readonly float right, nint rightDepthStride, TEpilogue epilogue)
        where TLanes : unmanaged, ILanes<TLanes>
        where TEpilogue : struct, IEpilogue, allows ref struct
    {
        nint row = 0;
        if (TLanes.Count >= 16 && rows >= 4)
        {
            row = rows & ~3;
            Fours<TLanes, TEpilogue>(
                row, columns, depth, in left, leftRowStride, leftDepthStride, in right, rightDepthStride, epilogue);
        }

        if (rows - row >= 2)
        {
            Twos<TLanes, TEpilogue>(
                row, rows & ~1, columns, depth, in left, leftRowStride, leftDepthStride, in right, rightDepthStride, epilogue);
        }

        if ((rows & 1) != 0)
        {
            One<TLanes, TEpilogue>(
                rows - 1, columns, depth, in Offset(in left, (rows - 1) * leftRowStride), leftDepthStride, in right, rightDepthStride, epilogue);
        }
    }
}
