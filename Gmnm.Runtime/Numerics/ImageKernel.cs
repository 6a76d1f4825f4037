using System.Runtime.CompilerServices;

namespace Gmnm.Numerics;

/// <summary>
/// The innermost loop of a convolution over a padded image: a tile of the result held in registers over the whole depth.
/// The right matrix is not packed: what neighbouring windows see of an element of the kernel is contiguous in the image.
/// Bound by the multiply-add units: two loads of the image and one broadcast a row feed two multiply-adds a row.
/// </summary>
internal static unsafe partial class ImageKernel
{
    /// <summary>
    /// <c>tile[r * tileStride + c] = sum over d of left[d * rows + r] * image[offsets[d] + c]</c>, for as many rows as
    /// <see cref="MicroKernel.Rows"/> gave and two vectors of columns.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Multiply<TLanes>(
        nint rows, nint depth, float* left, float* image, int* offsets, float* tile, nint tileStride)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        if (TLanes.Count >= 16 && rows == 12)
        {
            Multiply12<TLanes>(depth, left, image, offsets, tile, tileStride);
        }
        else if (TLanes.Count < 16 && rows == 6)
        {
            Multiply6<TLanes>(depth, left, image, offsets, tile, tileStride);
        }
        else
        {
            Multiply4<TLanes>(depth, left, image, offsets, tile, tileStride);
        }
    }

    /// <summary>12 rows by two vectors of columns: 24 accumulators.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Multiply12<TLanes>(nint depth, float* left, float* image, int* offsets, float* tile, nint tileStride)
        where TLanes : unmanaged, ILanes<TLanes>
    {
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
        var end = left + (depth * 12);
        for (; left < end; left += 12, offsets++)
        {
            var from = image + *offsets;
            var b0 = TLanes.Load(ref *from, 0);
            var b1 = TLanes.Load(ref *from, TLanes.Count);
            var a = TLanes.Splat(left[0]);
            TLanes.Accumulate(a, b0, ref c00);
            TLanes.Accumulate(a, b1, ref c01);
            a = TLanes.Splat(left[1]);
            TLanes.Accumulate(a, b0, ref c10);
            TLanes.Accumulate(a, b1, ref c11);
            a = TLanes.Splat(left[2]);
            TLanes.Accumulate(a, b0, ref c20);
            TLanes.Accumulate(a, b1, ref c21);
            a = TLanes.Splat(left[3]);
            TLanes.Accumulate(a, b0, ref c30);
            TLanes.Accumulate(a, b1, ref c31);
            a = TLanes.Splat(left[4]);
            TLanes.Accumulate(a, b0, ref c40);
            TLanes.Accumulate(a, b1, ref c41);
            a = TLanes.Splat(left[5]);
            TLanes.Accumulate(a, b0, ref c50);
            TLanes.Accumulate(a, b1, ref c51);
            a = TLanes.Splat(left[6]);
            TLanes.Accumulate(a, b0, ref c60);
            TLanes.Accumulate(a, b1, ref c61);
            a = TLanes.Splat(left[7]);
            TLanes.Accumulate(a, b0, ref c70);
            TLanes.Accumulate(a, b1, ref c71);
            a = TLanes.Splat(left[8]);
            TLanes.Accumulate(a, b0, ref c80);
            TLanes.Accumulate(a, b1, ref c81);
            a = TLanes.Splat(left[9]);
            TLanes.Accumulate(a, b0, ref c90);
            TLanes.Accumulate(a, b1, ref c91);
            a = TLanes.Splat(left[10]);
            TLanes.Accumulate(a, b0, ref c100);
            TLanes.Accumulate(a, b1, ref c101);
            a = TLanes.Splat(left[11]);
            TLanes.Accumulate(a, b0, ref c110);
            TLanes.Accumulate(a, b1, ref c111);
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

    /// <summary>6 rows by two vectors of columns: 12 accumulators.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Multiply6<TLanes>(nint depth, float* left, float* image, int* offsets, float* tile, nint tileStride)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        TLanes c00 = TLanes.Zero, c01 = TLanes.Zero;
        TLanes c10 = TLanes.Zero, c11 = TLanes.Zero;
        TLanes c20 = TLanes.Zero, c21 = TLanes.Zero;
        TLanes c30 = TLanes.Zero, c31 = TLanes.Zero;
        TLanes c40 = TLanes.Zero, c41 = TLanes.Zero;
        TLanes c50 = TLanes.Zero, c51 = TLanes.Zero;
        var end = left + (depth * 6);
        for (; left < end; left += 6, offsets++)
        {
            var from = image + *offsets;
            var b0 = TLanes.Load(ref *from, 0);
            var b1 = TLanes.Load(ref *from, TLanes.Count);
            var a = TLanes.Splat(left[0]);
            TLanes.Accumulate(a, b0, ref c00);
            TLanes.Accumulate(a, b1, ref c01);
            a = TLanes.Splat(left[1]);
            TLanes.Accumulate(a, b0, ref c10);
            TLanes.Accumulate(a, b1, ref c11);
            a = TLanes.Splat(left[2]);
            TLanes.Accumulate(a, b0, ref c20);
            TLanes.Accumulate(a, b1, ref c21);
            a = TLanes.Splat(left[3]);
            TLanes.Accumulate(a, b0, ref c30);
            TLanes.Accumulate(a, b1, ref c31);
            a = TLanes.Splat(left[4]);
            TLanes.Accumulate(a, b0, ref c40);
            TLanes.Accumulate(a, b1, ref c41);
            a = TLanes.Splat(left[5]);
            TLanes.Accumulate(a, b0, ref c50);
            TLanes.Accumulate(a, b1, ref c51);
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
    private static void Multiply4<TLanes>(nint depth, float* left, float* image, int* offsets, float* tile, nint tileStride)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        TLanes c00 = TLanes.Zero, c01 = TLanes.Zero;
        TLanes c10 = TLanes.Zero, c11 = TLanes.Zero;
        TLanes c20 = TLanes.Zero, c21 = TLanes.Zero;
        TLanes c30 = TLanes.Zero, c31 = TLanes.Zero;
        var end = left + (depth * 4);
        for (; left < end; left += 4, offsets++)
        {
            var from = image + *offsets;
            var b0 = TLanes.Load(ref *from, 0);
            var b1 = TLanes.Load(ref *from, TLanes.Count);
            var a = TLanes.Splat(left[0]);
            TLanes.Accumulate(a, b0, ref c00);
            TLanes.Accumulate(a, b1, ref c01);
            a = TLanes.Splat(left[1]);
            TLanes.Accumulate(a, b0, ref c10);
            TLanes.Accumulate(a, b1, ref c11);
            a = TLanes.Splat(left[2]);
            TLanes.Accumulate(a, b0, ref c20);
            TLanes.Accumulate(a, b1, ref c21);
            a = TLanes.Splat(left[3]);
            TLanes.Accumulate(a, b0, ref c30);
            TLanes.Accumulate(a, b1, ref c31);
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
