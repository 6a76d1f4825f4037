using System.Runtime.CompilerServices;

namespace Gmnm.Numerics;

/// <summary>Dot products of one vector with the rows of a matrix, four rows at a time. Bound by the loads of the rows.</summary>
internal static unsafe class DotProducts
{
    /// <summary>
    /// <c>result[i * resultStride] = vector · (matrix + i * stride)</c> for i below <paramref name="count"/>.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Run<TLanes>(
        nint length, float* vector, float* matrix, nint stride, nint count, float* result, nint resultStride)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        nint i = 0;
        for (; i <= count - 4; i += 4)
        {
            Four<TLanes>(length, vector, matrix + (i * stride), stride, result + (i * resultStride), resultStride);
        }

        for (; i < count; i++)
        {
            result[i * resultStride] = One<TLanes>(length, vector, matrix + (i * stride));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Four<TLanes>(
        nint length, float* vector, float* matrix, nint stride, float* result, nint resultStride)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        float* row0 = matrix, row1 = row0 + stride, row2 = row1 + stride, row3 = row2 + stride;
        TLanes sum0 = TLanes.Zero, sum1 = TLanes.Zero, sum2 = TLanes.Zero, sum3 = TLanes.Zero;
        nint d = 0;
        for (; d <= length - TLanes.Count; d += TLanes.Count)
        {
            var x = TLanes.Load(ref *vector, d);
            sum0 = TLanes.MultiplyAdd(x, TLanes.Load(ref *row0, d), sum0);
            sum1 = TLanes.MultiplyAdd(x, TLanes.Load(ref *row1, d), sum1);
            sum2 = TLanes.MultiplyAdd(x, TLanes.Load(ref *row2, d), sum2);
            sum3 = TLanes.MultiplyAdd(x, TLanes.Load(ref *row3, d), sum3);
        }

        float total0 = TLanes.Sum(sum0), total1 = TLanes.Sum(sum1), total2 = TLanes.Sum(sum2), total3 = TLanes.Sum(sum3);
        for (; d < length; d++)
        {
            var x = vector[d];
            total0 += x * row0[d];
            total1 += x * row1[d];
            total2 += x * row2[d];
            total3 += x * row3[d];
        }

        result[0] = total0;
        result[resultStride] = total1;
        result[2 * resultStride] = total2;
        result[3 * resultStride] = total3;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float One<TLanes>(nint length, float* vector, float* row)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var sum = TLanes.Zero;
        nint d = 0;
        for (; d <= length - TLanes.Count; d += TLanes.Count)
        {
            sum = TLanes.MultiplyAdd(TLanes.Load(ref *vector, d), TLanes.Load(ref *row, d), sum);
        }

        var total = TLanes.Sum(sum);
        for (; d < length; d++)
        {
            total += vector[d] * row[d];
        }

        return total;
    }
}
