using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Gmnm.Numerics;

/// <content>Products with a right matrix that is packed once for many calls, such as weights in predictions.</content>
public static unsafe partial class MatrixMultiply
{
    /// <summary>Floats of scratch for each unit of depth, where the right matrix is packed before: the last rows.</summary>
    public const int PackedScratchPerDepth = MicroKernel.MaxRows;

    /// <summary>The narrowest panel of the widest vectors.</summary>
    private const int NarrowPanel = 16;

    /// <summary>Floats of a packed right matrix.</summary>
    public static int PackedLength(int columns, int depth) =>
        checked((columns + NarrowPanel - 1) / NarrowPanel * NarrowPanel * depth);

    /// <summary>
    /// Packs a right matrix as the vectors of this machine read it. The order is for this process alone. Bound by memory.
    /// </summary>
    /// <param name="columns">Columns of the matrix.</param>
    /// <param name="depth">Rows of the matrix.</param>
    /// <param name="right">Element (0, 0).</param>
    /// <param name="rightDepthStride">Floats from a row to the next.</param>
    /// <param name="rightColumnStride">Floats from a column to the next.</param>
    /// <param name="packed"><see cref="PackedLength"/> floats; written.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Pack(
        nint columns, nint depth, ref readonly float right, nint rightDepthStride, nint rightColumnStride, ref float packed)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Pack<Lanes512>(columns, depth, in right, rightDepthStride, rightColumnStride, ref packed);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Pack<Lanes256>(columns, depth, in right, rightDepthStride, rightColumnStride, ref packed);
        }
        else
        {
            Pack<Lanes128>(columns, depth, in right, rightDepthStride, rightColumnStride, ref packed);
        }
    }

    /// <summary>What <c>Run</c> gives, to the bit.</summary>
    /// <param name="rows">Rows of the left matrix and of the result.</param>
    /// <param name="columns">Columns of the right matrix and of the result.</param>
    /// <param name="depth">Columns of the left matrix, rows of the right.</param>
    /// <param name="left">Element (0, 0) of the left matrix.</param>
    /// <param name="leftRowStride">Floats from a row of the left matrix to the next; its columns are neighbours.</param>
    /// <param name="right">Element (0, 0) of the right matrix; read where there are few rows.</param>
    /// <param name="rightDepthStride">Floats from a row of the right matrix to the next.</param>
    /// <param name="rightColumnStride">Floats from a column of the right matrix to the next.</param>
    /// <param name="packed">The right matrix as <c>Pack</c> wrote it.</param>
    /// <param name="scratch"><see cref="PackedScratchPerDepth"/> times <paramref name="depth"/> floats.</param>
    /// <param name="epilogue">Takes the sums.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void RunPacked<TEpilogue>(
        nint rows, nint columns, nint depth,
        ref readonly float left, nint leftRowStride,
        ref readonly float right, nint rightDepthStride, nint rightColumnStride,
        ref readonly float packed, ref float scratch, TEpilogue epilogue)
        where TEpilogue : struct, IEpilogue, allows ref struct
    {
        if (Vector512.IsHardwareAccelerated)
        {
            RunPacked<Lanes512, TEpilogue>(
                rows, columns, depth, in left, leftRowStride, in right, rightDepthStride, rightColumnStride, in packed,
                ref scratch, epilogue);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            RunPacked<Lanes256, TEpilogue>(
                rows, columns, depth, in left, leftRowStride, in right, rightDepthStride, rightColumnStride, in packed,
                ref scratch, epilogue);
        }
        else
        {
            RunPacked<Lanes128, TEpilogue>(
                rows, columns, depth, in left, leftRowStride, in right, rightDepthStride, rightColumnStride, in packed,
                ref scratch, epilogue);
        }
    }

    /// <summary>Packs for vectors of one width.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Pack<TLanes>(
        nint columns, nint depth, ref readonly float right, nint rightDepthStride, nint rightColumnStride, ref float packed)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        fixed (float* source = &right, panels = &packed)
        {
            PackColumns<TLanes>(columns, depth, source, rightDepthStride, rightColumnStride, panels);
        }
    }

    /// <summary>The product in vectors of one width.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void RunPacked<TLanes, TEpilogue>(
        nint rows, nint columns, nint depth,
        ref readonly float left, nint leftRowStride,
        ref readonly float right, nint rightDepthStride, nint rightColumnStride,
        ref readonly float packed, ref float scratch, TEpilogue epilogue)
        where TLanes : unmanaged, ILanes<TLanes>
        where TEpilogue : struct, IEpilogue, allows ref struct
    {
        fixed (float* leftStart = &left, rightStart = &right, panels = &packed, strip = &scratch)
        {
            if (!TryFewRows<TLanes, TEpilogue>(
                rows, columns, depth, leftStart, leftRowStride, 1, rightStart, rightDepthStride, rightColumnStride, epilogue))
            {
                Groups<TLanes, TEpilogue>(rows, columns, depth, leftStart, leftRowStride, panels, strip, epilogue);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Groups<TLanes, TEpilogue>(
        nint rows, nint columns, nint depth, float* left, nint leftRowStride, float* panels, float* strip, TEpilogue epilogue)
        where TLanes : unmanaged, ILanes<TLanes>
        where TEpilogue : struct, IEpilogue, allows ref struct
    {
        for (nint column = 0; column < columns; column += GroupColumns)
        {
            Group<TLanes, TEpilogue>(
                rows, column, nint.Min(GroupColumns, columns - column), depth, left, leftRowStride, 1,
                panels + (column * depth), strip, epilogue);
        }
    }
}
