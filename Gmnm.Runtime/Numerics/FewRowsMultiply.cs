using System.Runtime.CompilerServices;

namespace Gmnm.Numerics;

/// <summary>
/// Products of a few rows, such as inference of one sample: the right matrix is read once, in place. Bound by the
/// memory that holds it.
/// </summary>
internal static unsafe class FewRowsMultiply
{
    /// <summary>Columns gathered before the epilogue sees them.</summary>
    private const int Strip = 32;

    /// <summary>Both matrices contiguous along the depth: dot products, four columns at a time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    internal static void Dot<TLanes, TEpilogue>(
        nint rows, nint columns, nint depth, float* left, nint leftRowStride,
        float* right, nint rightColumnStride, TEpilogue epilogue)
        where TLanes : unmanaged, ILanes<TLanes>
        where TEpilogue : struct, IEpilogue, allows ref struct
    {
        var sums = stackalloc float[Strip];
        for (nint column = 0; column < columns; column += Strip)
        {
            var count = nint.Min(Strip, columns - column);
            for (nint row = 0; row < rows; row++)
            {
                DotProducts.Run<TLanes>(
                    depth, left + (row * leftRowStride),
                    right + (column * rightColumnStride), rightColumnStride, count, sums, 1);
                TileEpilogue.Apply<TLanes, TEpilogue>(epilogue, sums, Strip, row, 1, column, count);
            }
        }
    }

    /// <summary>The right matrix contiguous along the columns: each of its rows, scaled, is added to a strip of sums.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    internal static void Accumulate<TLanes, TEpilogue>(
        nint rows, nint columns, nint depth, float* left, nint leftRowStride, nint leftDepthStride,
        float* right, nint rightDepthStride, TEpilogue epilogue)
        where TLanes : unmanaged, ILanes<TLanes>
        where TEpilogue : struct, IEpilogue, allows ref struct
    {
        var sums = stackalloc float[4 * TLanes.Count];
        var strip = 4 * TLanes.Count;
        for (nint column = 0; column < columns; column += strip)
        {
            var count = nint.Min(strip, columns - column);
            for (nint row = 0; row < rows; row++)
            {
                var leftRow = left + (row * leftRowStride);
                if (count == strip)
                {
                    AccumulateStrip<TLanes>(depth, leftRow, leftDepthStride, right + column, rightDepthStride, sums);
                }
                else
                {
                    AccumulateRest(depth, leftRow, leftDepthStride, right + column, rightDepthStride, count, sums);
                }

                TileEpilogue.Apply<TLanes, TEpilogue>(epilogue, sums, strip, row, 1, column, count);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AccumulateStrip<TLanes>(
        nint depth, float* left, nint leftDepthStride, float* right, nint rightDepthStride, float* sums)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        TLanes sum0 = TLanes.Zero, sum1 = TLanes.Zero, sum2 = TLanes.Zero, sum3 = TLanes.Zero;
        for (nint d = 0; d < depth; d++)
        {
            var scale = TLanes.Splat(left[d * leftDepthStride]);
            var from = right + (d * rightDepthStride);
            sum0 = TLanes.MultiplyAdd(scale, TLanes.Load(ref *from, 0), sum0);
            sum1 = TLanes.MultiplyAdd(scale, TLanes.Load(ref *from, TLanes.Count), sum1);
            sum2 = TLanes.MultiplyAdd(scale, TLanes.Load(ref *from, 2 * TLanes.Count), sum2);
            sum3 = TLanes.MultiplyAdd(scale, TLanes.Load(ref *from, 3 * TLanes.Count), sum3);
        }

        TLanes.Store(sum0, ref *sums, 0);
        TLanes.Store(sum1, ref *sums, TLanes.Count);
        TLanes.Store(sum2, ref *sums, 2 * TLanes.Count);
        TLanes.Store(sum3, ref *sums, 3 * TLanes.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AccumulateRest(
        nint depth, float* left, nint leftDepthStride, float* right, nint rightDepthStride, nint count, float* sums)
    {
        new Span<float>(sums, (int)count).Clear();
        for (nint d = 0; d < depth; d++)
        {
            var scale = Lanes1.Splat(left[d * leftDepthStride]);
            var from = right + (d * rightDepthStride);
            for (nint c = 0; c < count; c++)
            {
                Lanes1.Store(
                    Lanes1.MultiplyAdd(scale, Lanes1.Load(ref *from, c), Lanes1.Load(ref *sums, c)), ref *sums, c);
            }
        }
    }
}
