using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Gmnm.Numerics;

/// <content>The product for epilogues too heavy to be inlined into each kind of tile.</content>
public static unsafe partial class DirectMultiply
{
    private const int BlockRows = 8;
    private const int BlockColumns = 128;

    /// <summary>
    /// What <c>Run</c> gives, to the bit. Blocks of the result go through the first-level cache to the epilogue, which stands in one place:
    /// the compiler of .NET inlines an exponential once, not twenty times.
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
    public static void RunTiled<TEpilogue>(
        nint rows, nint columns, nint depth,
        ref readonly float left, nint leftRowStride, nint leftDepthStride,
        ref readonly float right, nint rightDepthStride, TEpilogue epilogue)
        where TEpilogue : struct, IEpilogue, allows ref struct
    {
        if (Vector512.IsHardwareAccelerated && columns >= 16)
        {
            RunTiled<Lanes512, TEpilogue>(
                rows, columns, depth, in left, leftRowStride, leftDepthStride, in right, rightDepthStride, epilogue);
        }
        else if (Vector256.IsHardwareAccelerated && columns >= 8)
        {
            RunTiled<Lanes256, TEpilogue>(
                rows, columns, depth, in left, leftRowStride, leftDepthStride, in right, rightDepthStride, epilogue);
        }
        else if (columns >= 4)
        {
            RunTiled<Lanes128, TEpilogue>(
                rows, columns, depth, in left, leftRowStride, leftDepthStride, in right, rightDepthStride, epilogue);
        }
        else
        {
            RunTiled<Lanes1, TEpilogue>(
                rows, columns, depth, in left, leftRowStride, leftDepthStride, in right, rightDepthStride, epilogue);
        }
    }

    /// <summary>The product in vectors of one width, which the columns fill at least once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    [SkipLocalsInit]
    internal static void RunTiled<TLanes, TEpilogue>(
        nint rows, nint columns, nint depth,
        ref readonly float left, nint leftRowStride, nint leftDepthStride,
        ref readonly float right, nint rightDepthStride, TEpilogue epilogue)
        where TLanes : unmanaged, ILanes<TLanes>
        where TEpilogue : struct, IEpilogue, allows ref struct
    {
        var block = stackalloc float[BlockRows * BlockColumns];
        nint width;
        for (nint row = 0; row < rows; row += BlockRows)
        {
            var height = nint.Min(BlockRows, rows - row);
            for (nint column = 0; column < columns; column += width)
            {
                var first = nint.Min(column, columns - TLanes.Count);
                width = nint.Min(BlockColumns, columns - first);
                Run<TLanes, BlockStore>(
                    height, width, depth, in Offset(in left, row * leftRowStride), leftRowStride, leftDepthStride,
                    in Offset(in right, first), rightDepthStride, new BlockStore(block, width));
                for (nint r = 0; r < height; r++)
                {
                    for (nint c = 0; c < width; c += TLanes.Count)
                    {
                        var at = nint.Min(c, width - TLanes.Count);
                        epilogue.Invoke(TLanes.Load(ref *block, (r * width) + at), row + r, first + at);
                    }
                }
            }
        }
    }

    /// <summary>Writes a block of the product where the epilogue will find it.</summary>
    private readonly struct BlockStore(float* block, nint stride) : IEpilogue
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Invoke<TLanes>(TLanes accumulator, nint row, nint column)
            where TLanes : unmanaged, ILanes<TLanes> =>
            TLanes.Store(accumulator, ref *block, (row * stride) + column);
    }
}
