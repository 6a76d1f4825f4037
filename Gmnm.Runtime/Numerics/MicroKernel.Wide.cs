using System.Runtime.CompilerServices;

namespace Gmnm.Numerics;

/// <content>Tiles of two vectors of columns.</content>
internal static unsafe partial class MicroKernel
{
    /// <summary>12 rows by two vectors of columns: 24 accumulators.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Multiply12<TLanes>(
        nint depth, float* left, nint rowStride, nint depthStride, float* right, float* tile, nint tileStride)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var twoRows = 2 * rowStride;
        var row3 = left + (3 * rowStride);
        var row6 = row3 + (3 * rowStride);
        var row9 = row6 + (3 * rowStride);
        TLanes c00 = TLanes.Zero, c01 = TLanes.Zero;
        TLanes c10 = TLanes.Zero, c11 = TLanes.Zero;
        TLanes c20 = TLanes.Zero, c21 = TLanes.Zero;
        TLanes c30 = TLanes.Zero, c31 = TLanes.Zero;
        TLanes c40 = TLanes.Zero, c41 = TLanes.Zero;
        TLanes c50 = TLanes.Zero, c51 = TLanes.Zero;
        TLanes c60 = TLanes.Zero, c61 = TLanes.Zero;
        TLanes c70 = TLanes.Zero, c71 = TLanes.Zero;
        TLanes c80 = TLanes.Zero, c81 = TLanes.Zero;
        TLanes c90 = TLanes.Zero, c91 = TLanes.Zero;
        TLanes c100 = TLanes.Zero, c101 = TLanes.Zero;
        TLanes c110 = TLanes.Zero, c111 = TLanes.Zero;
        var end = right + (depth * 2 * TLanes.Count);
        for (; right < end; right += 2 * TLanes.Count)
        {
            var b0 = TLanes.Load(ref *right, 0);
            var b1 = TLanes.Load(ref *right, TLanes.Count);
            var a = TLanes.Splat(*left);
            TLanes.Accumulate(a, b0, ref c00);
            TLanes.Accumulate(a, b1, ref c01);
            a = TLanes.Splat(left[rowStride]);
            TLanes.Accumulate(a, b0, ref c10);
            TLanes.Accumulate(a, b1, ref c11);
            a = TLanes.Splat(left[twoRows]);
            TLanes.Accumulate(a, b0, ref c20);
            TLanes.Accumulate(a, b1, ref c21);
            a = TLanes.Splat(*row3);
            TLanes.Accumulate(a, b0, ref c30);
            TLanes.Accumulate(a, b1, ref c31);
            a = TLanes.Splat(row3[rowStride]);
            TLanes.Accumulate(a, b0, ref c40);
            TLanes.Accumulate(a, b1, ref c41);
            a = TLanes.Splat(row3[twoRows]);
            TLanes.Accumulate(a, b0, ref c50);
            TLanes.Accumulate(a, b1, ref c51);
            a = TLanes.Splat(*row6);
            TLanes.Accumulate(a, b0, ref c60);
            TLanes.Accumulate(a, b1, ref c61);
            a = TLanes.Splat(row6[rowStride]);
            TLanes.Accumulate(a, b0, ref c70);
            TLanes.Accumulate(a, b1, ref c71);
            a = TLanes.Splat(row6[twoRows]);
            TLanes.Accumulate(a, b0, ref c80);
            TLanes.Accumulate(a, b1, ref c81);
            a = TLanes.Splat(*row9);
            TLanes.Accumulate(a, b0, ref c90);
            TLanes.Accumulate(a, b1, ref c91);
            a = TLanes.Splat(row9[rowStride]);
            TLanes.Accumulate(a, b0, ref c100);
            TLanes.Accumulate(a, b1, ref c101);
            a = TLanes.Splat(row9[twoRows]);
            TLanes.Accumulate(a, b0, ref c110);
            TLanes.Accumulate(a, b1, ref c111);
            left += depthStride;
            row3 += depthStride;
            row6 += depthStride;
            row9 += depthStride;
        }

        Store(c00, c01, tile);
        Store(c10, c11, tile + tileStride);
        Store(c20, c21, tile + (2 * tileStride));
        Store(c30, c31, tile + (3 * tileStride));
        Store(c40, c41, tile + (4 * tileStride));
        Store(c50, c51, tile + (5 * tileStride));
        Store(c60, c61, tile + (6 * tileStride));
        Store(c70, c71, tile + (7 * tileStride));
        Store(c80, c81, tile + (8 * tileStride));
        Store(c90, c91, tile + (9 * tileStride));
        Store(c100, c101, tile + (10 * tileStride));
        Store(c110, c111, tile + (11 * tileStride));
    }

    /// <summary>8 rows by two vectors of columns: 16 accumulators.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Multiply8<TLanes>(
        nint depth, float* left, nint rowStride, nint depthStride, float* right, float* tile, nint tileStride)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var twoRows = 2 * rowStride;
        var row3 = left + (3 * rowStride);
        var row6 = row3 + (3 * rowStride);
        TLanes c00 = TLanes.Zero, c01 = TLanes.Zero;
        TLanes c10 = TLanes.Zero, c11 = TLanes.Zero;
        TLanes c20 = TLanes.Zero, c21 = TLanes.Zero;
        TLanes c30 = TLanes.Zero, c31 = TLanes.Zero;
        TLanes c40 = TLanes.Zero, c41 = TLanes.Zero;
        TLanes c50 = TLanes.Zero, c51 = TLanes.Zero;
        TLanes c60 = TLanes.Zero, c61 = TLanes.Zero;
        TLanes c70 = TLanes.Zero, c71 = TLanes.Zero;
        var end = right + (depth * 2 * TLanes.Count);
        for (; right < end; right += 2 * TLanes.Count)
        {
            var b0 = TLanes.Load(ref *right, 0);
            var b1 = TLanes.Load(ref *right, TLanes.Count);
            var a = TLanes.Splat(*left);
            TLanes.Accumulate(a, b0, ref c00);
            TLanes.Accumulate(a, b1, ref c01);
            a = TLanes.Splat(left[rowStride]);
            TLanes.Accumulate(a, b0, ref c10);
            TLanes.Accumulate(a, b1, ref c11);
            a = TLanes.Splat(left[twoRows]);
            TLanes.Accumulate(a, b0, ref c20);
            TLanes.Accumulate(a, b1, ref c21);
            a = TLanes.Splat(*row3);
            TLanes.Accumulate(a, b0, ref c30);
            TLanes.Accumulate(a, b1, ref c31);
            a = TLanes.Splat(row3[rowStride]);
            TLanes.Accumulate(a, b0, ref c40);
            TLanes.Accumulate(a, b1, ref c41);
            a = TLanes.Splat(row3[twoRows]);
            TLanes.Accumulate(a, b0, ref c50);
            TLanes.Accumulate(a, b1, ref c51);
            a = TLanes.Splat(*row6);
            TLanes.Accumulate(a, b0, ref c60);
            TLanes.Accumulate(a, b1, ref c61);
            a = TLanes.Splat(row6[rowStride]);
            TLanes.Accumulate(a, b0, ref c70);
            TLanes.Accumulate(a, b1, ref c71);
            left += depthStride;
            row3 += depthStride;
            row6 += depthStride;
        }

        Store(c00, c01, tile);
        Store(c10, c11, tile + tileStride);
        Store(c20, c21, tile + (2 * tileStride));
        Store(c30, c31, tile + (3 * tileStride));
        Store(c40, c41, tile + (4 * tileStride));
        Store(c50, c51, tile + (5 * tileStride));
        Store(c60, c61, tile + (6 * tileStride));
        Store(c70, c71, tile + (7 * tileStride));
    }

    /// <summary>6 rows by two vectors of columns: 12 accumulators.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Multiply6<TLanes>(
        nint depth, float* left, nint rowStride, nint depthStride, float* right, float* tile, nint tileStride)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var twoRows = 2 * rowStride;
        var row3 = left + (3 * rowStride);
        TLanes c00 = TLanes.Zero, c01 = TLanes.Zero;
        TLanes c10 = TLanes.Zero, c11 = TLanes.Zero;
        TLanes c20 = TLanes.Zero, c21 = TLanes.Zero;
        TLanes c30 = TLanes.Zero, c31 = TLanes.Zero;
        TLanes c40 = TLanes.Zero, c41 = TLanes.Zero;
        TLanes c50 = TLanes.Zero, c51 = TLanes.Zero;
        var end = right + (depth * 2 * TLanes.Count);
        for (; right < end; right += 2 * TLanes.Count)
        {
            var b0 = TLanes.Load(ref *right, 0);
            var b1 = TLanes.Load(ref *right, TLanes.Count);
            var a = TLanes.Splat(*left);
            TLanes.Accumulate(a, b0, ref c00);
            TLanes.Accumulate(a, b1, ref c01);
            a = TLanes.Splat(left[rowStride]);
            TLanes.Accumulate(a, b0, ref c10);
            TLanes.Accumulate(a, b1, ref c11);
            a = TLanes.Splat(left[twoRows]);
            TLanes.Accumulate(a, b0, ref c20);
            TLanes.Accumulate(a, b1, ref c21);
            a = TLanes.Splat(*row3);
            TLanes.Accumulate(a, b0, ref c30);
            TLanes.Accumulate(a, b1, ref c31);
            a = TLanes.Splat(row3[rowStride]);
            TLanes.Accumulate(a, b0, ref c40);
            TLanes.Accumulate(a, b1, ref c41);
            a = TLanes.Splat(row3[twoRows]);
            TLanes.Accumulate(a, b0, ref c50);
            TLanes.Accumulate(a, b1, ref c51);
            left += depthStride;
            row3 += depthStride;
        }

        Store(c00, c01, tile);
        Store(c10, c11, tile + tileStride);
        Store(c20, c21, tile + (2 * tileStride));
        Store(c30, c31, tile + (3 * tileStride));
        Store(c40, c41, tile + (4 * tileStride));
        Store(c50, c51, tile + (5 * tileStride));
    }

    /// <summary>4 rows by two vectors of columns: 8 accumulators.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Multiply4<TLanes>(
        nint depth, float* left, nint rowStride, nint depthStride, float* right, float* tile, nint tileStride)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var twoRows = 2 * rowStride;
        var row3 = left + (3 * rowStride);
        TLanes c00 = TLanes.Zero, c01 = TLanes.Zero;
        TLanes c10 = TLanes.Zero, c11 = TLanes.Zero;
        TLanes c20 = TLanes.Zero, c21 = TLanes.Zero;
        TLanes c30 = TLanes.Zero, c31 = TLanes.Zero;
        var end = right + (depth * 2 * TLanes.Count);
        for (; right < end; right += 2 * TLanes.Count)
        {
            var b0 = TLanes.Load(ref *right, 0);
            var b1 = TLanes.Load(ref *right, TLanes.Count);
            var a = TLanes.Splat(*left);
            TLanes.Accumulate(a, b0, ref c00);
            TLanes.Accumulate(a, b1, ref c01);
            a = TLanes.Splat(left[rowStride]);
            TLanes.Accumulate(a, b0, ref c10);
            TLanes.Accumulate(a, b1, ref c11);
            a = TLanes.Splat(left[twoRows]);
            TLanes.Accumulate(a, b0, ref c20);
            TLanes.Accumulate(a, b1, ref c21);
            a = TLanes.Splat(*row3);
            TLanes.Accumulate(a, b0, ref c30);
            TLanes.Accumulate(a, b1, ref c31);
            left += depthStride;
            row3 += depthStride;
        }

        Store(c00, c01, tile);
        Store(c10, c11, tile + tileStride);
        Store(c20, c21, tile + (2 * tileStride));
        Store(c30, c31, tile + (3 * tileStride));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TLanes>(TLanes first, TLanes second, float* tile)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        TLanes.Store(first, ref *tile, 0);
        TLanes.Store(second, ref *tile, TLanes.Count);
    }
}
