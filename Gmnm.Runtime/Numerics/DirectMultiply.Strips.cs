using System.Runtime.CompilerServices;

namespace Gmnm.Numerics;

/// <content>
/// Strips of rows, cut into tiles. Each height is a method of its own, never inlined: the compiler of .NET inlines a tile and
/// its epilogues within the budget of the method, and grants a small caller a small one.
/// </content>
public static partial class DirectMultiply
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Fours<TLanes, TEpilogue>(
        nint end, nint columns, nint depth,
        ref readonly float left, nint leftRowStride, nint leftDepthStride,
        ref readonly float right, nint rightDepthStride, TEpilogue epilogue)
        where TLanes : unmanaged, ILanes<TLanes>
        where TEpilogue : struct, IEpilogue, allows ref struct
    {
        for (nint row = 0; row < end; row += 4)
        {
            ref var x = ref Offset(in left, row * leftRowStride);
            nint column = 0;
            for (; column <= columns - (2 * TLanes.Count); column += 2 * TLanes.Count)
            {
                Tile4x2<TLanes, TEpilogue>(
                    depth, in x, leftRowStride, leftDepthStride, in Offset(in right, column), rightDepthStride, row, column, epilogue);
            }

            for (; column < columns; column += TLanes.Count)
            {
                var at = nint.Min(column, columns - TLanes.Count);
                Tile4x1<TLanes, TEpilogue>(
                    depth, in x, leftRowStride, leftDepthStride, in Offset(in right, at), rightDepthStride, row, at, epilogue);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Twos<TLanes, TEpilogue>(
        nint start, nint end, nint columns, nint depth,
        ref readonly float left, nint leftRowStride, nint leftDepthStride,
        ref readonly float right, nint rightDepthStride, TEpilogue epilogue)
        where TLanes : unmanaged, ILanes<TLanes>
        where TEpilogue : struct, IEpilogue, allows ref struct
    {
        for (var row = start; row < end; row += 2)
        {
            ref var x = ref Offset(in left, row * leftRowStride);
            nint column = 0;
            for (; column <= columns - (2 * TLanes.Count); column += 2 * TLanes.Count)
            {
                Tile2x2<TLanes, TEpilogue>(
                    depth, in x, leftRowStride, leftDepthStride, in Offset(in right, column), rightDepthStride, row, column, epilogue);
            }

            for (; column < columns; column += TLanes.Count)
            {
                var at = nint.Min(column, columns - TLanes.Count);
                Tile2x1<TLanes, TEpilogue>(
                    depth, in x, leftRowStride, leftDepthStride, in Offset(in right, at), rightDepthStride, row, at, epilogue);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void One<TLanes, TEpilogue>(
        nint row, nint columns, nint depth, ref readonly float left, nint leftDepthStride,
        ref readonly float right, nint rightDepthStride, TEpilogue epilogue)
        where TLanes : unmanaged, ILanes<TLanes>
        where TEpilogue : struct, IEpilogue, allows ref struct
    {
        nint column = 0;
        for (; column <= columns - (2 * TLanes.Count); column += 2 * TLanes.Count)
        {
            Tile1x2<TLanes, TEpilogue>(depth, in left, leftDepthStride, in Offset(in right, column), rightDepthStride, row, column, epilogue);
        }

        for (; column < columns; column += TLanes.Count)
        {
            var at = nint.Min(column, columns - TLanes.Count);
            Tile1x1<TLanes, TEpilogue>(depth, in left, leftDepthStride, in Offset(in right, at), rightDepthStride, row, at, epilogue);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref float Offset(ref readonly float matrix, nint index) => ref Unsafe.Add(ref Unsafe.AsRef(in matrix), index);
}
