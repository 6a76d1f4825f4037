using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Gmnm.Numerics;

/// <summary>
/// Products of a few rows, such as inference of one sample: the right matrix is read once for each row, in place and in
/// the order of memory. Bound by the memory that holds it.
/// </summary>
internal static unsafe class FewRowsMultiply
{
    /// <summary>Columns whose dot products are gathered before the epilogue sees them.</summary>
    private const int DotColumns = 32;

    /// <summary>Columns whose sums are held in the first-level cache.</summary>
    private const int StripColumns = 512;

    /// <summary>Both matrices contiguous along the depth: dot products, four columns at a time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    internal static void Dot<TLanes, TEpilogue>(
        nint rows, nint columns, nint depth, float* left, nint leftRowStride,
        float* right, nint rightColumnStride, TEpilogue epilogue)
        where TLanes : unmanaged, ILanes<TLanes>
        where TEpilogue : struct, IEpilogue, allows ref struct
    {
        var sums = stackalloc float[DotColumns];
        for (nint column = 0; column < columns; column += DotColumns)
        {
            var count = nint.Min(DotColumns, columns - column);
            for (nint row = 0; row < rows; row++)
            {
                DotProducts.Run<TLanes>(
                    depth, left + (row * leftRowStride), right + (column * rightColumnStride), rightColumnStride,
                    count, sums);
                TileEpilogue.Apply<TLanes, TEpilogue>(epilogue, sums, DotColumns, row, 1, column, count);
            }
        }
    }

    /// <summary>The right matrix contiguous along the columns: its rows, scaled, are added to a strip of sums.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    internal static void Accumulate<TLanes, TEpilogue>(
        nint rows, nint columns, nint depth, float* left, nint leftRowStride, nint leftDepthStride,
        float* right, nint rightDepthStride, TEpilogue epilogue)
        where TLanes : unmanaged, ILanes<TLanes>
        where TEpilogue : struct, IEpilogue, allows ref struct
    {
        var sums = stackalloc float[StripColumns];
        for (nint column = 0; column < columns; column += StripColumns)
        {
            var count = nint.Min(StripColumns, columns - column);
            for (nint row = 0; row < rows; row++)
            {
                var leftRow = left + (row * leftRowStride);
                Strip<TLanes>(depth, leftRow, leftDepthStride, right + column, rightDepthStride, 0, count, sums);
                TileEpilogue.Apply<TLanes, TEpilogue>(epilogue, sums, StripColumns, row, 1, column, count);
            }
        }
    }

    /// <summary>The sums of the columns from <paramref name="column"/> on, in ever narrower lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Strip<TLanes>(
        nint depth, float* left, nint leftDepthStride, float* right, nint rightDepthStride, nint column, nint columns,
        float* sums)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var whole = columns - ((columns - column) % TLanes.Count);
        if (whole - column > 2 * TLanes.Count)
        {
            AddRows<TLanes>(depth, left, leftDepthStride, right, rightDepthStride, column, whole, sums);
        }
        else
        {
            for (var c = column; c < whole; c += TLanes.Count)
            {
                Column<TLanes>(depth, left, leftDepthStride, right + c, rightDepthStride, sums + c);
            }
        }

        if (whole == columns)
        {
            return;
        }

        if (TLanes.Count > 8 && Vector256.IsHardwareAccelerated)
        {
            Strip<Lanes256>(depth, left, leftDepthStride, right, rightDepthStride, whole, columns, sums);
        }
        else if (TLanes.Count > 4 && Vector128.IsHardwareAccelerated)
        {
            Strip<Lanes128>(depth, left, leftDepthStride, right, rightDepthStride, whole, columns, sums);
        }
        else
        {
            Strip<Lanes1>(depth, left, leftDepthStride, right, rightDepthStride, whole, columns, sums);
        }
    }

    /// <summary>Many columns: four rows of the right matrix at a time, the sums in memory.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddRows<TLanes>(
        nint depth, float* left, nint leftDepthStride, float* right, nint rightDepthStride, nint column, nint columns,
        float* sums)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        new Span<float>(sums + column, (int)(columns - column)).Clear();
        nint d = 0;
        for (; d <= depth - 4; d += 4)
        {
            var row0 = right + (d * rightDepthStride);
            var row1 = row0 + rightDepthStride;
            var row2 = row1 + rightDepthStride;
            var row3 = row2 + rightDepthStride;
            var scale0 = TLanes.Splat(left[d * leftDepthStride]);
            var scale1 = TLanes.Splat(left[(d + 1) * leftDepthStride]);
            var scale2 = TLanes.Splat(left[(d + 2) * leftDepthStride]);
            var scale3 = TLanes.Splat(left[(d + 3) * leftDepthStride]);
            for (var c = column; c < columns; c += TLanes.Count)
            {
                var sum = TLanes.Load(ref *sums, c);
                TLanes.Accumulate(scale0, in *row0, c, ref sum);
                TLanes.Accumulate(scale1, in *row1, c, ref sum);
                TLanes.Accumulate(scale2, in *row2, c, ref sum);
                TLanes.Accumulate(scale3, in *row3, c, ref sum);
                TLanes.Store(sum, ref *sums, c);
            }
        }

        for (; d < depth; d++)
        {
            var row = right + (d * rightDepthStride);
            var scale = TLanes.Splat(left[d * leftDepthStride]);
            for (var c = column; c < columns; c += TLanes.Count)
            {
                var sum = TLanes.Load(ref *sums, c);
                TLanes.Accumulate(scale, in *row, c, ref sum);
                TLanes.Store(sum, ref *sums, c);
            }
        }
    }

    /// <summary>One vector of columns in registers, in four partial sums that hide the latency of the addition.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Column<TLanes>(
        nint depth, float* left, nint leftDepthStride, float* right, nint rightDepthStride, float* sums)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        TLanes sum0 = TLanes.Zero, sum1 = TLanes.Zero, sum2 = TLanes.Zero, sum3 = TLanes.Zero;
        nint d = 0;
        for (; d <= depth - 4; d += 4)
        {
            var row = right + (d * rightDepthStride);
            var scale = left + (d * leftDepthStride);
            TLanes.Accumulate(TLanes.Splat(*scale), in *row, 0, ref sum0);
            TLanes.Accumulate(TLanes.Splat(scale[leftDepthStride]), in *row, rightDepthStride, ref sum1);
            TLanes.Accumulate(TLanes.Splat(scale[2 * leftDepthStride]), in *row, 2 * rightDepthStride, ref sum2);
            TLanes.Accumulate(TLanes.Splat(scale[3 * leftDepthStride]), in *row, 3 * rightDepthStride, ref sum3);
        }

        for (; d < depth; d++)
        {
            TLanes.Accumulate(TLanes.Splat(left[d * leftDepthStride]), in *right, d * rightDepthStride, ref sum0);
        }

        TLanes.Store((sum0 + sum1) + (sum2 + sum3), ref *sums, 0);
    }
}
