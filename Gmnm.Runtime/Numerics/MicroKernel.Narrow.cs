using System.Runtime.CompilerServices;

namespace Gmnm.Numerics;

/// <content>Tiles of one vector of columns, for the last columns of a product.</content>
internal static unsafe partial class MicroKernel
{
    /// <summary>12 rows by one vector of columns: 12 accumulators.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Multiply12Narrow<TLanes>(
        nint depth, float* left, nint rowStride, nint depthStride, float* right, float* tile, nint tileStride)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var twoRows = 2 * rowStride;
        var row3 = left + (3 * rowStride);
        var row6 = row3 + (3 * rowStride);
        var row9 = row6 + (3 * rowStride);
        var c0 = TLanes.Zero;
        var c1 = TLanes.Zero;
        var c2 = TLanes.Zero;
        var c3 = TLanes.Zero;
        var c4 = TLanes.Zero;
        var c5 = TLanes.Zero;
        var c6 = TLanes.Zero;
        var c7 = TLanes.Zero;
        var c8 = TLanes.Zero;
        var c9 = TLanes.Zero;
        var c10 = TLanes.Zero;
        var c11 = TLanes.Zero;
        var end = right + (depth * TLanes.Count);
        for (; right < end; right += TLanes.Count)
        {
            var b = TLanes.Load(ref *right, 0);
            c0 = TLanes.MultiplyAdd(TLanes.Splat(*left), b, c0);
            c1 = TLanes.MultiplyAdd(TLanes.Splat(left[rowStride]), b, c1);
            c2 = TLanes.MultiplyAdd(TLanes.Splat(left[twoRows]), b, c2);
            c3 = TLanes.MultiplyAdd(TLanes.Splat(*row3), b, c3);
            c4 = TLanes.MultiplyAdd(TLanes.Splat(row3[rowStride]), b, c4);
            c5 = TLanes.MultiplyAdd(TLanes.Splat(row3[twoRows]), b, c5);
            c6 = TLanes.MultiplyAdd(TLanes.Splat(*row6), b, c6);
            c7 = TLanes.MultiplyAdd(TLanes.Splat(row6[rowStride]), b, c7);
            c8 = TLanes.MultiplyAdd(TLanes.Splat(row6[twoRows]), b, c8);
            c9 = TLanes.MultiplyAdd(TLanes.Splat(*row9), b, c9);
            c10 = TLanes.MultiplyAdd(TLanes.Splat(row9[rowStride]), b, c10);
            c11 = TLanes.MultiplyAdd(TLanes.Splat(row9[twoRows]), b, c11);
            left += depthStride;
            row3 += depthStride;
            row6 += depthStride;
            row9 += depthStride;
        }

        TLanes.Store(c0, ref *tile, 0);
        TLanes.Store(c1, ref *tile, tileStride);
        TLanes.Store(c2, ref *tile, 2 * tileStride);
        TLanes.Store(c3, ref *tile, 3 * tileStride);
        TLanes.Store(c4, ref *tile, 4 * tileStride);
        TLanes.Store(c5, ref *tile, 5 * tileStride);
        TLanes.Store(c6, ref *tile, 6 * tileStride);
        TLanes.Store(c7, ref *tile, 7 * tileStride);
        TLanes.Store(c8, ref *tile, 8 * tileStride);
        TLanes.Store(c9, ref *tile, 9 * tileStride);
        TLanes.Store(c10, ref *tile, 10 * tileStride);
        TLanes.Store(c11, ref *tile, 11 * tileStride);
    }

    /// <summary>8 rows by one vector of columns: 8 accumulators.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Multiply8Narrow<TLanes>(
        nint depth, float* left, nint rowStride, nint depthStride, float* right, float* tile, nint tileStride)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var twoRows = 2 * rowStride;
        var row3 = left + (3 * rowStride);
        var row6 = row3 + (3 * rowStride);
        var c0 = TLanes.Zero;
        var c1 = TLanes.Zero;
        var c2 = TLanes.Zero;
        var c3 = TLanes.Zero;
        var c4 = TLanes.Zero;
        var c5 = TLanes.Zero;
        var c6 = TLanes.Zero;
        var c7 = TLanes.Zero;
        var end = right + (depth * TLanes.Count);
        for (; right < end; right += TLanes.Count)
        {
            var b = TLanes.Load(ref *right, 0);
            c0 = TLanes.MultiplyAdd(TLanes.Splat(*left), b, c0);
            c1 = TLanes.MultiplyAdd(TLanes.Splat(left[rowStride]), b, c1);
            c2 = TLanes.MultiplyAdd(TLanes.Splat(left[twoRows]), b, c2);
            c3 = TLanes.MultiplyAdd(TLanes.Splat(*row3), b, c3);
            c4 = TLanes.MultiplyAdd(TLanes.Splat(row3[rowStride]), b, c4);
            c5 = TLanes.MultiplyAdd(TLanes.Splat(row3[twoRows]), b, c5);
            c6 = TLanes.MultiplyAdd(TLanes.Splat(*row6), b, c6);
            c7 = TLanes.MultiplyAdd(TLanes.Splat(row6[rowStride]), b, c7);
            left += depthStride;
            row3 += depthStride;
            row6 += depthStride;
        }

        TLanes.Store(c0, ref *tile, 0);
        TLanes.Store(c1, ref *tile, tileStride);
        TLanes.Store(c2, ref *tile, 2 * tileStride);
        TLanes.Store(c3, ref *tile, 3 * tileStride);
        TLanes.Store(c4, ref *tile, 4 * tileStride);
        TLanes.Store(c5, ref *tile, 5 * tileStride);
        TLanes.Store(c6, ref *tile, 6 * tileStride);
        TLanes.Store(c7, ref *tile, 7 * tileStride);
    }

    /// <summary>6 rows by one vector of columns: 6 accumulators.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Multiply6Narrow<TLanes>(
        nint depth, float* left, nint rowStride, nint depthStride, float* right, float* tile, nint tileStride)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var twoRows = 2 * rowStride;
        var row3 = left + (3 * rowStride);
        var c0 = TLanes.Zero;
        var c1 = TLanes.Zero;
        var c2 = TLanes.Zero;
        var c3 = TLanes.Zero;
        var c4 = TLanes.Zero;
        var c5 = TLanes.Zero;
        var end = right + (depth * TLanes.Count);
        for (; right < end; right += TLanes.Count)
        {
            var b = TLanes.Load(ref *right, 0);
            c0 = TLanes.MultiplyAdd(TLanes.Splat(*left), b, c0);
            c1 = TLanes.MultiplyAdd(TLanes.Splat(left[rowStride]), b, c1);
            c2 = TLanes.MultiplyAdd(TLanes.Splat(left[twoRows]), b, c2);
            c3 = TLanes.MultiplyAdd(TLanes.Splat(*row3), b, c3);
            c4 = TLanes.MultiplyAdd(TLanes.Splat(row3[rowStride]), b, c4);
            c5 = TLanes.MultiplyAdd(TLanes.Splat(row3[twoRows]), b, c5);
            left += depthStride;
            row3 += depthStride;
        }

        TLanes.Store(c0, ref *tile, 0);
        TLanes.Store(c1, ref *tile, tileStride);
        TLanes.Store(c2, ref *tile, 2 * tileStride);
        TLanes.Store(c3, ref *tile, 3 * tileStride);
        TLanes.Store(c4, ref *tile, 4 * tileStride);
        TLanes.Store(c5, ref *tile, 5 * tileStride);
    }

    /// <summary>4 rows by one vector of columns: 4 accumulators.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Multiply4Narrow<TLanes>(
        nint depth, float* left, nint rowStride, nint depthStride, float* right, float* tile, nint tileStride)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var twoRows = 2 * rowStride;
        var row3 = left + (3 * rowStride);
        var c0 = TLanes.Zero;
        var c1 = TLanes.Zero;
        var c2 = TLanes.Zero;
        var c3 = TLanes.Zero;
        var end = right + (depth * TLanes.Count);
        for (; right < end; right += TLanes.Count)
        {
            var b = TLanes.Load(ref *right, 0);
            c0 = TLanes.MultiplyAdd(TLanes.Splat(*left), b, c0);
            c1 = TLanes.MultiplyAdd(TLanes.Splat(left[rowStride]), b, c1);
            c2 = TLanes.MultiplyAdd(TLanes.Splat(left[twoRows]), b, c2);
            c3 = TLanes.MultiplyAdd(TLanes.Splat(*row3), b, c3);
            left += depthStride;
            row3 += depthStride;
        }

        TLanes.Store(c0, ref *tile, 0);
        TLanes.Store(c1, ref *tile, tileStride);
        TLanes.Store(c2, ref *tile, 2 * tileStride);
        TLanes.Store(c3, ref *tile, 3 * tileStride);
    }
}
