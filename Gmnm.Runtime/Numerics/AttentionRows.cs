using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Gmnm.Numerics;

/// <summary>Moves the rows of one head between where all heads are side by side and rows of whole vectors.</summary>
internal static unsafe class AttentionRows
{
    /// <summary>Copies rows times a factor, filled up with zeros to whole vectors and to a number of rows.</summary>
    /// <param name="source">The first row.</param>
    /// <param name="stride">Floats from a row to the next.</param>
    /// <param name="count">Rows.</param>
    /// <param name="columns">Floats of a row.</param>
    /// <param name="scale">The factor.</param>
    /// <param name="rows">Takes the copies.</param>
    /// <param name="rowStride">Floats from a copy to the next: <paramref name="columns"/>, rounded up to whole vectors.</param>
    /// <param name="total">Rows with those of zeros.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Pack<TLanes>(
        float* source, nint stride, nint count, nint columns, float scale, float* rows, nint rowStride, nint total)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var factor = TLanes.Splat(scale);
        nint r = 0;
        if (columns == TLanes.Count && rowStride == columns)
        {
            for (; r <= count - 4; r += 4)
            {
                var from = source + (r * stride);
                var to = rows + (r * columns);
                TLanes.Store(TLanes.Load(ref *from, 0) * factor, ref *to, 0);
                TLanes.Store(TLanes.Load(ref *from, stride) * factor, ref *to, TLanes.Count);
                TLanes.Store(TLanes.Load(ref *from, 2 * stride) * factor, ref *to, 2 * TLanes.Count);
                TLanes.Store(TLanes.Load(ref *from, 3 * stride) * factor, ref *to, 3 * TLanes.Count);
            }
        }

        for (; r < count; r++)
        {
            var from = source + (r * stride);
            var to = rows + (r * rowStride);
            nint c = 0;
            for (; c <= columns - TLanes.Count; c += TLanes.Count)
            {
                TLanes.Store(TLanes.Load(ref *from, c) * factor, ref *to, c);
            }

            for (; c < columns; c++)
            {
                to[c] = from[c] * scale;
            }

            for (; c < rowStride; c++)
            {
                to[c] = 0f;
            }
        }

        if (count < total)
        {
            new Span<float>(rows + (count * rowStride), (int)((total - count) * rowStride)).Clear();
        }
    }

    /// <summary>Copies rows back.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Unpack<TLanes>(float* rows, nint rowStride, nint count, nint columns, float* destination, nint stride)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        for (nint r = 0; r < count; r++)
        {
            var from = rows + (r * rowStride);
            var to = destination + (r * stride);
            nint c = 0;
            for (; c <= columns - TLanes.Count; c += TLanes.Count)
            {
                TLanes.Store(TLanes.Load(ref *from, c), ref *to, c);
            }

            for (; c < columns; c++)
            {
                to[c] = from[c];
            }
        }
    }

    /// <summary>Multiplies rows of two vectors by a row of factors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Scale<TLanes>(float* rows, nint count, float* factors)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var (first, second) = (TLanes.Load(ref *factors, 0), TLanes.Load(ref *factors, TLanes.Count));
        var end = rows + (count * 2 * TLanes.Count);
        for (var row = rows; row < end; row += 2 * TLanes.Count)
        {
            TLanes.Store(TLanes.Load(ref *row, 0) * first, ref *row, 0);
            TLanes.Store(TLanes.Load(ref *row, TLanes.Count) * second, ref *row, TLanes.Count);
        }
    }

    /// <summary>Writes <c>destination[c * stride + r] = rows[r * rowStride + c]</c>.</summary>
    /// <param name="rows">The first row.</param>
    /// <param name="rowStride">Floats from a row to the next.</param>
    /// <param name="count">Rows.</param>
    /// <param name="columns">Floats that are read of a row.</param>
    /// <param name="destination">Takes the columns as rows.</param>
    /// <param name="stride">Floats from a row of the destination to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Transpose(float* rows, nint rowStride, nint count, nint columns, float* destination, nint stride)
    {
        if (count >= 4 && Vector128.IsHardwareAccelerated)
        {
            PanelTranspose.Run(rows, rowStride, count, columns, destination, stride);
            return;
        }

        for (nint c = 0; c < columns; c++)
        {
            for (nint r = 0; r < count; r++)
            {
                destination[(c * stride) + r] = rows[(r * rowStride) + c];
            }
        }
    }

    /// <summary>The products of neighbouring rows of two matrices of whole vectors, row with row.</summary>
    /// <param name="count">Rows, a multiple of 4.</param>
    /// <param name="stride">Floats of a row, and to the next.</param>
    /// <param name="left">One matrix.</param>
    /// <param name="right">The other.</param>
    /// <param name="products">[count].</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Products<TLanes>(nint count, nint stride, float* left, float* right, float* products)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        for (nint r = 0; r < count; r += 4)
        {
            var at = r * stride;
            var (first, second, third, fourth) = (TLanes.Zero, TLanes.Zero, TLanes.Zero, TLanes.Zero);
            for (nint c = 0; c < stride; c += TLanes.Count)
            {
                Add(left, right, at + c, ref first);
                Add(left, right, at + stride + c, ref second);
                Add(left, right, at + (2 * stride) + c, ref third);
                Add(left, right, at + (3 * stride) + c, ref fourth);
            }

            TLanes.StoreSums(first, second, third, fourth, ref *products, r);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add<TLanes>(float* left, float* right, nint index, ref TLanes sum)
        where TLanes : unmanaged, ILanes<TLanes> =>
        TLanes.Accumulate(TLanes.Load(ref *left, index), in *right, index, ref sum);
}
