using System.Runtime.CompilerServices;

namespace Gmnm.Numerics;

/// <summary>Dot products of one vector with the rows of a matrix, four rows at a time. Bound by the loads of the rows.</summary>
internal static unsafe class DotProducts
{
    /// <summary><c>result[i] = vector · (matrix + i * stride)</c> for i below <paramref name="count"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Run<TLanes>(
        nint length, float* vector, float* matrix, nint stride, nint count, float* result)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        // Vectors longer than the rows would leave all of them to the scalar rest.
        if (TLanes.Count > 8 && length < 16)
        {
            Run<Lanes256>(length, vector, matrix, stride, count, result);
        }
        else if (TLanes.Count > 4 && length < 8)
        {
            Run<Lanes128>(length, vector, matrix, stride, count, result);
        }
        else if (TLanes.Count > 1 && length < 4)
        {
            Run<Lanes1>(length, vector, matrix, stride, count, result);
        }
        else
        {
            Rows<TLanes>(length, vector, matrix, stride, count, result);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Rows<TLanes>(
        nint length, float* vector, float* matrix, nint stride, nint count, float* result)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        nint i = 0;
        for (; i <= count - 4; i += 4)
        {
            float* row0 = matrix + (i * stride), row1 = row0 + stride, row2 = row1 + stride, row3 = row2 + stride;
            TLanes sum0 = TLanes.Zero, sum1 = TLanes.Zero, sum2 = TLanes.Zero, sum3 = TLanes.Zero;
            nint d = 0;
            for (; d <= length - TLanes.Count; d += TLanes.Count)
            {
                var x = TLanes.Load(ref *vector, d);
                TLanes.Accumulate(x, in *row0, d, ref sum0);
                TLanes.Accumulate(x, in *row1, d, ref sum1);
                TLanes.Accumulate(x, in *row2, d, ref sum2);
                TLanes.Accumulate(x, in *row3, d, ref sum3);
            }

            if (d < length)
            {
                // The last vector overlaps the one before; the lanes already counted are masked.
                var fresh = Tail.Mask<TLanes>(length - d);
                d = length - TLanes.Count;
                var x = TLanes.And(fresh, TLanes.Load(ref *vector, d));
                TLanes.Accumulate(x, TLanes.And(fresh, TLanes.Load(ref *row0, d)), ref sum0);
                TLanes.Accumulate(x, TLanes.And(fresh, TLanes.Load(ref *row1, d)), ref sum1);
                TLanes.Accumulate(x, TLanes.And(fresh, TLanes.Load(ref *row2, d)), ref sum2);
                TLanes.Accumulate(x, TLanes.And(fresh, TLanes.Load(ref *row3, d)), ref sum3);
            }

            TLanes.StoreSums(sum0, sum1, sum2, sum3, ref *result, i);
        }

        for (; i < count; i++)
        {
            var row = matrix + (i * stride);
            var sum = TLanes.Zero;
            nint d = 0;
            for (; d <= length - TLanes.Count; d += TLanes.Count)
            {
                TLanes.Accumulate(TLanes.Load(ref *vector, d), in *row, d, ref sum);
            }

            if (d < length)
            {
                var fresh = Tail.Mask<TLanes>(length - d);
                d = length - TLanes.Count;
                TLanes.Accumulate(TLanes.And(fresh, TLanes.Load(ref *vector, d)), TLanes.And(fresh, TLanes.Load(ref *row, d)), ref sum);
            }

            result[i] = TLanes.Sum(sum);
        }
    }
}
