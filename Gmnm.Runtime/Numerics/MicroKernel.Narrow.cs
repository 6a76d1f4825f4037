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
            TLanes.Accumulate(TLanes.Splat(*left), b, ref c0);
            TLanes.Accumulate(TLanes.Splat(left[rowStride]), b, ref c1);
            TLanes.Accumulate(TLanes.Splat(left[twoRows]), b, ref c2);
            TLanes.Accumulate(TLanes.Splat(*row3), b, ref c3);
            TLanes.Accumulate(TLanes.Splat(row3[rowStride]), b, ref c4);
            TLanes.Accumulate(TLanes.Splat(row3[twoRows]), b, ref c5);
            TLanes.Accumulate(TLanes.Splat(*row6), b, ref c6);
            TLanes.Accumulate(TLanes.Splat(row6[rowStride]), b, ref c7);
            TLanes.Accumulate(TLanes.Splat(row6[twoRows]), b, ref c8);
            TLanes.Accumulate(TLanes.Splat(*row9), b, ref c9);
            TLanes.Accumulate(TLanes.Splat(row9[rowStride]), b, ref c10);
            TLanes.Accumulate(TLanes.Splat(row9[twoRows]), b, ref c11);
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
            TLanes.Accumulate(TLanes.Splat(*left), b, ref c0);
            TLanes.Accumulate(TLanes.Splat(left[rowStride]), b, ref c1);
            TLanes.Accumulate(TLanes.Splat(left[twoRows]), b, ref c2);
            TLanes.Accumulate(TLanes.Splat(*row3), b, ref c3);
            TLanes.Accumulate(TLanes.Splat(row3[rowStride]), b, ref c4);
            TLanes.Accumulate(TLanes.Splat(row3[twoRows]), b, ref c5);
            TLanes.Accumulate(TLanes.Splat(*row6), b, ref c6);
            TLanes.Accumulate(TLanes.Splat(row6[rowStride]), b, ref c7);
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
            TLanes.Accumulate(TLanes.Splat(*left), b, ref c0);
            TLanes.Accumulate(TLanes.Splat(left[rowStride]), b, ref c1);
            TLanes.Accumulate(TLanes.Splat(left[twoRows]), b, ref c2);
            TLanes.Accumulate(TLanes.Splat(*row3), b, ref c3);
            TLanes.Accumulate(TLanes.Splat(row3[rowStride]), b, ref c4);
            TLanes.Accumulate(TLanes.Splat(row3[twoRows]), b, ref c5);
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
            TLanes.Accumulate(TLanes.Splat(*left), b, ref c0);
            TLanes.Accumulate(TLanes.Splat(left[rowStride]), b, ref c1);
            TLanes.Accumulate(TLanes.Splat(left[twoRows]), b, ref c2);
            TLanes.Accumulate(TLanes.Splat(*row3), b, ref c3);
            left += depthStride;
            row3 += depthStride;
        }

        TLanes.Store(c0, ref *tile, 0);
        TLanes.Store(c1, ref *tile, tileStride);
        TLanes.Store(c2, ref *tile, 2 * tileStride);
        TLanes.Store(c3, ref *tile, 3 * tileStride);
    }
}
