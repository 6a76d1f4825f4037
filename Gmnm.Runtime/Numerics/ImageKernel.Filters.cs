using System.Runtime.CompilerServices;

namespace Gmnm.Numerics;

/// <content>
/// Filters in the lanes: rows are elements of the image, broadcast from where they are; columns are filters. Rows and depth are
/// each given by offsets: positions and elements of the kernel, or the other way round. Bound by the multiply-add units.
/// </content>
internal static unsafe partial class ImageKernel
{
    /// <summary>
    /// <c>tile[r * tileStride + c] = sum over d of image[rowOffsets[r] + offsets[d]] * right[d * columns + c]</c>, or added to
    /// what is there, for as many rows as <see cref="MicroKernel.Rows"/> gave and two vectors of columns.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void MultiplyFilters<TLanes>(
        nint rows, nint depth, float* image, int* rowOffsets, int* offsets, float* right, float* tile, nint tileStride, bool add)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        if (TLanes.Count >= 16 && rows == 12)
        {
            MultiplyFilters12<TLanes>(depth, image, rowOffsets, offsets, right, tile, tileStride, add);
        }
        else if (TLanes.Count < 16 && rows == 6)
        {
            MultiplyFilters6<TLanes>(depth, image, rowOffsets, offsets, right, tile, tileStride, add);
        }
        else
        {
            MultiplyFilters4<TLanes>(depth, image, rowOffsets, offsets, right, tile, tileStride, add);
        }
    }

    /// <summary>12 rows by two vectors of columns: 24 accumulators.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MultiplyFilters12<TLanes>(
        nint depth, float* image, int* rowOffsets, int* offsets, float* right, float* tile, nint tileStride, bool add)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var image0 = image + rowOffsets[0];
        var image1 = image + rowOffsets[1];
        var image2 = image + rowOffsets[2];
        var image3 = image + rowOffsets[3];
        var image4 = image + rowOffsets[4];
        var image5 = image + rowOffsets[5];
        var image6 = image + rowOffsets[6];
        var image7 = image + rowOffsets[7];
        var image8 = image + rowOffsets[8];
        var image9 = image + rowOffsets[9];
        var image10 = image + rowOffsets[10];
        var image11 = image + rowOffsets[11];
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
        var end = offsets + depth;
        for (; offsets < end; offsets++, right += 2 * TLanes.Count)
        {
            nint at = *offsets;
            var b0 = TLanes.Load(ref *right, 0);
            var b1 = TLanes.Load(ref *right, TLanes.Count);
            var a = TLanes.Splat(image0[at]);
            TLanes.Accumulate(a, b0, ref c00);
            TLanes.Accumulate(a, b1, ref c01);
            a = TLanes.Splat(image1[at]);
            TLanes.Accumulate(a, b0, ref c10);
            TLanes.Accumulate(a, b1, ref c11);
            a = TLanes.Splat(image2[at]);
            TLanes.Accumulate(a, b0, ref c20);
            TLanes.Accumulate(a, b1, ref c21);
            a = TLanes.Splat(image3[at]);
            TLanes.Accumulate(a, b0, ref c30);
            TLanes.Accumulate(a, b1, ref c31);
            a = TLanes.Splat(image4[at]);
            TLanes.Accumulate(a, b0, ref c40);
            TLanes.Accumulate(a, b1, ref c41);
            a = TLanes.Splat(image5[at]);
            TLanes.Accumulate(a, b0, ref c50);
            TLanes.Accumulate(a, b1, ref c51);
            a = TLanes.Splat(image6[at]);
            TLanes.Accumulate(a, b0, ref c60);
            TLanes.Accumulate(a, b1, ref c61);
            a = TLanes.Splat(image7[at]);
            TLanes.Accumulate(a, b0, ref c70);
            TLanes.Accumulate(a, b1, ref c71);
            a = TLanes.Splat(image8[at]);
            TLanes.Accumulate(a, b0, ref c80);
            TLanes.Accumulate(a, b1, ref c81);
            a = TLanes.Splat(image9[at]);
            TLanes.Accumulate(a, b0, ref c90);
            TLanes.Accumulate(a, b1, ref c91);
            a = TLanes.Splat(image10[at]);
            TLanes.Accumulate(a, b0, ref c100);
            TLanes.Accumulate(a, b1, ref c101);
            a = TLanes.Splat(image11[at]);
            TLanes.Accumulate(a, b0, ref c110);
            TLanes.Accumulate(a, b1, ref c111);
        }

        Put(c00, c01, tile, add);
        Put(c10, c11, tile + tileStride, add);
        Put(c20, c21, tile + (2 * tileStride), add);
        Put(c30, c31, tile + (3 * tileStride), add);
        Put(c40, c41, tile + (4 * tileStride), add);
        Put(c50, c51, tile + (5 * tileStride), add);
        Put(c60, c61, tile + (6 * tileStride), add);
        Put(c70, c71, tile + (7 * tileStride), add);
        Put(c80, c81, tile + (8 * tileStride), add);
        Put(c90, c91, tile + (9 * tileStride), add);
        Put(c100, c101, tile + (10 * tileStride), add);
        Put(c110, c111, tile + (11 * tileStride), add);
    }

    /// <summary>6 rows by two vectors of columns: 12 accumulators.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MultiplyFilters6<TLanes>(
        nint depth, float* image, int* rowOffsets, int* offsets, float* right, float* tile, nint tileStride, bool add)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var image0 = image + rowOffsets[0];
        var image1 = image + rowOffsets[1];
        var image2 = image + rowOffsets[2];
        var image3 = image + rowOffsets[3];
        var image4 = image + rowOffsets[4];
        var image5 = image + rowOffsets[5];
        TLanes c00 = TLanes.Zero, c01 = TLanes.Zero;
        TLanes c10 = TLanes.Zero, c11 = TLanes.Zero;
        TLanes c20 = TLanes.Zero, c21 = TLanes.Zero;
        TLanes c30 = TLanes.Zero, c31 = TLanes.Zero;
        TLanes c40 = TLanes.Zero, c41 = TLanes.Zero;
        TLanes c50 = TLanes.Zero, c51 = TLanes.Zero;
        var end = offsets + depth;
        for (; offsets < end; offsets++, right += 2 * TLanes.Count)
        {
            nint at = *offsets;
            var b0 = TLanes.Load(ref *right, 0);
            var b1 = TLanes.Load(ref *right, TLanes.Count);
            var a = TLanes.Splat(image0[at]);
            TLanes.Accumulate(a, b0, ref c00);
            TLanes.Accumulate(a, b1, ref c01);
            a = TLanes.Splat(image1[at]);
            TLanes.Accumulate(a, b0, ref c10);
            TLanes.Accumulate(a, b1, ref c11);
            a = TLanes.Splat(image2[at]);
            TLanes.Accumulate(a, b0, ref c20);
            TLanes.Accumulate(a, b1, ref c21);
            a = TLanes.Splat(image3[at]);
            TLanes.Accumulate(a, b0, ref c30);
            TLanes.Accumulate(a, b1, ref c31);
            a = TLanes.Splat(image4[at]);
            TLanes.Accumulate(a, b0, ref c40);
            TLanes.Accumulate(a, b1, ref c41);
            a = TLanes.Splat(image5[at]);
            TLanes.Accumulate(a, b0, ref c50);
            TLanes.Accumulate(a, b1, ref c51);
        }

        Put(c00, c01, tile, add);
        Put(c10, c11, tile + tileStride, add);
        Put(c20, c21, tile + (2 * tileStride), add);
        Put(c30, c31, tile + (3 * tileStride), add);
        Put(c40, c41, tile + (4 * tileStride), add);
        Put(c50, c51, tile + (5 * tileStride), add);
    }

    /// <summary>4 rows by two vectors of columns: 8 accumulators.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MultiplyFilters4<TLanes>(
        nint depth, float* image, int* rowOffsets, int* offsets, float* right, float* tile, nint tileStride, bool add)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var image0 = image + rowOffsets[0];
        var image1 = image + rowOffsets[1];
        var image2 = image + rowOffsets[2];
        var image3 = image + rowOffsets[3];
        TLanes c00 = TLanes.Zero, c01 = TLanes.Zero;
        TLanes c10 = TLanes.Zero, c11 = TLanes.Zero;
        TLanes c20 = TLanes.Zero, c21 = TLanes.Zero;
        TLanes c30 = TLanes.Zero, c31 = TLanes.Zero;
        var end = offsets + depth;
        for (; offsets < end; offsets++, right += 2 * TLanes.Count)
        {
            nint at = *offsets;
            var b0 = TLanes.Load(ref *right, 0);
            var b1 = TLanes.Load(ref *right, TLanes.Count);
            var a = TLanes.Splat(image0[at]);
            TLanes.Accumulate(a, b0, ref c00);
            TLanes.Accumulate(a, b1, ref c01);
            a = TLanes.Splat(image1[at]);
            TLanes.Accumulate(a, b0, ref c10);
            TLanes.Accumulate(a, b1, ref c11);
            a = TLanes.Splat(image2[at]);
            TLanes.Accumulate(a, b0, ref c20);
            TLanes.Accumulate(a, b1, ref c21);
            a = TLanes.Splat(image3[at]);
            TLanes.Accumulate(a, b0, ref c30);
            TLanes.Accumulate(a, b1, ref c31);
        }

        Put(c00, c01, tile, add);
        Put(c10, c11, tile + tileStride, add);
        Put(c20, c21, tile + (2 * tileStride), add);
        Put(c30, c31, tile + (3 * tileStride), add);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put<TLanes>(TLanes first, TLanes second, float* tile, bool add)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        if (add)
        {
            first = TLanes.Load(ref *tile, 0) + first;
            second = TLanes.Load(ref *tile, TLanes.Count) + second;
        }

        Store(first, second, tile);
    }
}
