using System.Runtime.CompilerServices;

namespace Gmnm.Numerics;

/// <content>Tiles of one vector of columns, for the last columns of a product.</content>
internal static unsafe partial class MicroKernel
{
    /// <summary>12 rows by one vector of columns: 12 accumulators.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Multiply12Narrow<TLanes>(nint depth, float* left, float* right, float* tile, nint tileStride)
        where TLanes : unmanaged, ILanes<TLanes>
    {
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
        var end = left + (depth * 12);
        for (; left < end; left += 12, right += TLanes.Count)
        {
            var b = TLanes.Load(ref *right, 0);
            c0 = TLanes.MultiplyAdd(TLanes.Splat(left[0]), b, c0);
            c1 = TLanes.MultiplyAdd(TLanes.Splat(left[1]), b, c1);
            c2 = TLanes.MultiplyAdd(TLanes.Splat(left[2]), b, c2);
            c3 = TLanes.MultiplyAdd(TLanes.Splat(left[3]), b, c3);
            c4 = TLanes.MultiplyAdd(TLanes.Splat(left[4]), b, c4);
            c5 = TLanes.MultiplyAdd(TLanes.Splat(left[5]), b, c5);
            c6 = TLanes.MultiplyAdd(TLanes.Splat(left[6]), b, c6);
            c7 = TLanes.MultiplyAdd(TLanes.Splat(left[7]), b, c7);
            c8 = TLanes.MultiplyAdd(TLanes.Splat(left[8]), b, c8);
            c9 = TLanes.MultiplyAdd(TLanes.Splat(left[9]), b, c9);
            c10 = TLanes.MultiplyAdd(TLanes.Splat(left[10]), b, c10);
            c11 = TLanes.MultiplyAdd(TLanes.Splat(left[11]), b, c11);
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

    /// <summary>6 rows by one vector of columns: 6 accumulators.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Multiply6Narrow<TLanes>(nint depth, float* left, float* right, float* tile, nint tileStride)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var c0 = TLanes.Zero;
        var c1 = TLanes.Zero;
        var c2 = TLanes.Zero;
        var c3 = TLanes.Zero;
        var c4 = TLanes.Zero;
        var c5 = TLanes.Zero;
        var end = left + (depth * 6);
        for (; left < end; left += 6, right += TLanes.Count)
        {
            var b = TLanes.Load(ref *right, 0);
            c0 = TLanes.MultiplyAdd(TLanes.Splat(left[0]), b, c0);
            c1 = TLanes.MultiplyAdd(TLanes.Splat(left[1]), b, c1);
            c2 = TLanes.MultiplyAdd(TLanes.Splat(left[2]), b, c2);
            c3 = TLanes.MultiplyAdd(TLanes.Splat(left[3]), b, c3);
            c4 = TLanes.MultiplyAdd(TLanes.Splat(left[4]), b, c4);
            c5 = TLanes.MultiplyAdd(TLanes.Splat(left[5]), b, c5);
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
    private static void Multiply4Narrow<TLanes>(nint depth, float* left, float* right, float* tile, nint tileStride)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var c0 = TLanes.Zero;
        var c1 = TLanes.Zero;
        var c2 = TLanes.Zero;
        var c3 = TLanes.Zero;
        var end = left + (depth * 4);
        for (; left < end; left += 4, right += TLanes.Count)
        {
            var b = TLanes.Load(ref *right, 0);
            c0 = TLanes.MultiplyAdd(TLanes.Splat(left[0]), b, c0);
            c1 = TLanes.MultiplyAdd(TLanes.Splat(left[1]), b, c1);
            c2 = TLanes.MultiplyAdd(TLanes.Splat(left[2]), b, c2);
            c3 = TLanes.MultiplyAdd(TLanes.Splat(left[3]), b, c3);
        }

        TLanes.Store(c0, ref *tile, 0);
        TLanes.Store(c1, ref *tile, tileStride);
        TLanes.Store(c2, ref *tile, 2 * tileStride);
        TLanes.Store(c3, ref *tile, 3 * tileStride);
    }
}
