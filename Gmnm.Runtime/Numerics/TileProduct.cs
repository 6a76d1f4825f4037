using System.Runtime.CompilerServices;

namespace Gmnm.Numerics;

/// <summary>
/// Products of matrices that lie in the first-level cache in whole tiles: the left one with any strides, read a float at a
/// time, the right one in rows of whole vectors. Nothing is packed. A tile of the result stays in registers over the whole
/// depth. Bound by the multiply-add units; with 16 registers of 256 bits nearly by their latency.
/// </summary>
internal static unsafe class TileProduct
{
    /// <summary>The number of rows is a multiple of it.</summary>
    internal const int Rows = 8;

    /// <summary>
    /// <c>result[r * resultStride + c] = sum over d of left[r * leftRowStride + d * leftDepthStride] *
    /// right[d * rightStride + c]</c>, or that added to what is there. The sum of an element runs over the depth in order.
    /// </summary>
    /// <param name="rows">A multiple of <see cref="Rows"/>.</param>
    /// <param name="columns">A multiple of the lanes.</param>
    /// <param name="depth">Terms of a sum.</param>
    /// <param name="left">Element (0, 0) of the left matrix.</param>
    /// <param name="leftRowStride">Floats from a row of the left matrix to the next.</param>
    /// <param name="leftDepthStride">Floats from a column of the left matrix to the next.</param>
    /// <param name="right">The right matrix.</param>
    /// <param name="rightStride">Floats from a row of the right matrix to the next.</param>
    /// <param name="result">The result.</param>
    /// <param name="resultStride">Floats from a row of the result to the next.</param>
    /// <param name="add">Whether to start from what the result holds.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Run<TLanes>(
        nint rows, nint columns, nint depth, float* left, nint leftRowStride, nint leftDepthStride,
        float* right, nint rightStride, float* result, nint resultStride, bool add)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        nint column = 0;
        for (; column <= columns - (2 * TLanes.Count); column += 2 * TLanes.Count)
        {
            if (TLanes.Count >= 16)
            {
                Wide8<TLanes>(rows, depth, left, leftRowStride, leftDepthStride, right + column, rightStride, result + column, resultStride, add);
            }
            else
            {
                Wide4<TLanes>(rows, depth, left, leftRowStride, leftDepthStride, right + column, rightStride, result + column, resultStride, add);
            }
        }

        if (column < columns)
        {
            Narrow8<TLanes>(rows, depth, left, leftRowStride, leftDepthStride, right + column, rightStride, result + column, resultStride, add);
        }
    }

    /// <summary>Tiles of 8 rows by two vectors: 16 accumulators.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Wide8<TLanes>(
        nint rows, nint depth, float* left, nint leftRowStride, nint leftDepthStride,
        float* right, nint rightStride, float* result, nint resultStride, bool add)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var (second, third) = (2 * leftRowStride, 3 * leftRowStride);
        for (nint row = 0; row < rows; row += 8)
        {
            var x = left + (row * leftRowStride);
            var lower = x + (4 * leftRowStride);
            var y = right;
            var to = result + (row * resultStride);
            var a0 = TLanes.Zero;
            var b0 = TLanes.Zero;
            var a1 = TLanes.Zero;
            var b1 = TLanes.Zero;
            var a2 = TLanes.Zero;
            var b2 = TLanes.Zero;
            var a3 = TLanes.Zero;
            var b3 = TLanes.Zero;
            var a4 = TLanes.Zero;
            var b4 = TLanes.Zero;
            var a5 = TLanes.Zero;
            var b5 = TLanes.Zero;
            var a6 = TLanes.Zero;
            var b6 = TLanes.Zero;
            var a7 = TLanes.Zero;
            var b7 = TLanes.Zero;
            if (add)
            {
                a0 = TLanes.Load(ref *to, 0);
                b0 = TLanes.Load(ref *to, TLanes.Count);
                a1 = TLanes.Load(ref *to, resultStride);
                b1 = TLanes.Load(ref *to, resultStride + TLanes.Count);
                a2 = TLanes.Load(ref *to, 2 * resultStride);
                b2 = TLanes.Load(ref *to, (2 * resultStride) + TLanes.Count);
                a3 = TLanes.Load(ref *to, 3 * resultStride);
                b3 = TLanes.Load(ref *to, (3 * resultStride) + TLanes.Count);
                a4 = TLanes.Load(ref *to, 4 * resultStride);
                b4 = TLanes.Load(ref *to, (4 * resultStride) + TLanes.Count);
                a5 = TLanes.Load(ref *to, 5 * resultStride);
                b5 = TLanes.Load(ref *to, (5 * resultStride) + TLanes.Count);
                a6 = TLanes.Load(ref *to, 6 * resultStride);
                b6 = TLanes.Load(ref *to, (6 * resultStride) + TLanes.Count);
                a7 = TLanes.Load(ref *to, 7 * resultStride);
                b7 = TLanes.Load(ref *to, (7 * resultStride) + TLanes.Count);
            }

            for (nint d = 0; d < depth; d++)
            {
                var first = TLanes.Load(ref *y, 0);
                var next = TLanes.Load(ref *y, TLanes.Count);
                var s0 = TLanes.Splat(x[0]);
                TLanes.Accumulate(s0, first, ref a0);
                TLanes.Accumulate(s0, next, ref b0);
                var s1 = TLanes.Splat(x[leftRowStride]);
                TLanes.Accumulate(s1, first, ref a1);
                TLanes.Accumulate(s1, next, ref b1);
                var s2 = TLanes.Splat(x[second]);
                TLanes.Accumulate(s2, first, ref a2);
                TLanes.Accumulate(s2, next, ref b2);
                var s3 = TLanes.Splat(x[third]);
                TLanes.Accumulate(s3, first, ref a3);
                TLanes.Accumulate(s3, next, ref b3);
                var s4 = TLanes.Splat(lower[0]);
                TLanes.Accumulate(s4, first, ref a4);
                TLanes.Accumulate(s4, next, ref b4);
                var s5 = TLanes.Splat(lower[leftRowStride]);
                TLanes.Accumulate(s5, first, ref a5);
                TLanes.Accumulate(s5, next, ref b5);
                var s6 = TLanes.Splat(lower[second]);
                TLanes.Accumulate(s6, first, ref a6);
                TLanes.Accumulate(s6, next, ref b6);
                var s7 = TLanes.Splat(lower[third]);
                TLanes.Accumulate(s7, first, ref a7);
                TLanes.Accumulate(s7, next, ref b7);
                x += leftDepthStride;
                lower += leftDepthStride;
                y += rightStride;
            }

            TLanes.Store(a0, ref *to, 0);
            TLanes.Store(b0, ref *to, TLanes.Count);
            TLanes.Store(a1, ref *to, resultStride);
            TLanes.Store(b1, ref *to, resultStride + TLanes.Count);
            TLanes.Store(a2, ref *to, 2 * resultStride);
            TLanes.Store(b2, ref *to, (2 * resultStride) + TLanes.Count);
            TLanes.Store(a3, ref *to, 3 * resultStride);
            TLanes.Store(b3, ref *to, (3 * resultStride) + TLanes.Count);
            TLanes.Store(a4, ref *to, 4 * resultStride);
            TLanes.Store(b4, ref *to, (4 * resultStride) + TLanes.Count);
            TLanes.Store(a5, ref *to, 5 * resultStride);
            TLanes.Store(b5, ref *to, (5 * resultStride) + TLanes.Count);
            TLanes.Store(a6, ref *to, 6 * resultStride);
            TLanes.Store(b6, ref *to, (6 * resultStride) + TLanes.Count);
            TLanes.Store(a7, ref *to, 7 * resultStride);
            TLanes.Store(b7, ref *to, (7 * resultStride) + TLanes.Count);
        }
    }

    /// <summary>Tiles of 4 rows by two vectors: 8 accumulators, what 16 registers hold.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Wide4<TLanes>(
        nint rows, nint depth, float* left, nint leftRowStride, nint leftDepthStride,
        float* right, nint rightStride, float* result, nint resultStride, bool add)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var (second, third) = (2 * leftRowStride, 3 * leftRowStride);
        for (nint row = 0; row < rows; row += 4)
        {
            var x = left + (row * leftRowStride);
            var y = right;
            var to = result + (row * resultStride);
            var a0 = TLanes.Zero;
            var b0 = TLanes.Zero;
            var a1 = TLanes.Zero;
            var b1 = TLanes.Zero;
            var a2 = TLanes.Zero;
            var b2 = TLanes.Zero;
            var a3 = TLanes.Zero;
            var b3 = TLanes.Zero;
            if (add)
            {
                a0 = TLanes.Load(ref *to, 0);
                b0 = TLanes.Load(ref *to, TLanes.Count);
                a1 = TLanes.Load(ref *to, resultStride);
                b1 = TLanes.Load(ref *to, resultStride + TLanes.Count);
                a2 = TLanes.Load(ref *to, 2 * resultStride);
                b2 = TLanes.Load(ref *to, (2 * resultStride) + TLanes.Count);
                a3 = TLanes.Load(ref *to, 3 * resultStride);
                b3 = TLanes.Load(ref *to, (3 * resultStride) + TLanes.Count);
            }

            for (nint d = 0; d < depth; d++)
            {
                var first = TLanes.Load(ref *y, 0);
                var next = TLanes.Load(ref *y, TLanes.Count);
                var s0 = TLanes.Splat(x[0]);
                TLanes.Accumulate(s0, first, ref a0);
                TLanes.Accumulate(s0, next, ref b0);
                var s1 = TLanes.Splat(x[leftRowStride]);
                TLanes.Accumulate(s1, first, ref a1);
                TLanes.Accumulate(s1, next, ref b1);
                var s2 = TLanes.Splat(x[second]);
                TLanes.Accumulate(s2, first, ref a2);
                TLanes.Accumulate(s2, next, ref b2);
                var s3 = TLanes.Splat(x[third]);
                TLanes.Accumulate(s3, first, ref a3);
                TLanes.Accumulate(s3, next, ref b3);
                x += leftDepthStride;
                y += rightStride;
            }

            TLanes.Store(a0, ref *to, 0);
            TLanes.Store(b0, ref *to, TLanes.Count);
            TLanes.Store(a1, ref *to, resultStride);
            TLanes.Store(b1, ref *to, resultStride + TLanes.Count);
            TLanes.Store(a2, ref *to, 2 * resultStride);
            TLanes.Store(b2, ref *to, (2 * resultStride) + TLanes.Count);
            TLanes.Store(a3, ref *to, 3 * resultStride);
            TLanes.Store(b3, ref *to, (3 * resultStride) + TLanes.Count);
        }
    }

    /// <summary>Tiles of 8 rows by one vector: 8 accumulators.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Narrow8<TLanes>(
        nint rows, nint depth, float* left, nint leftRowStride, nint leftDepthStride,
        float* right, nint rightStride, float* result, nint resultStride, bool add)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var (second, third) = (2 * leftRowStride, 3 * leftRowStride);
        for (nint row = 0; row < rows; row += 8)
        {
            var x = left + (row * leftRowStride);
            var lower = x + (4 * leftRowStride);
            var y = right;
            var to = result + (row * resultStride);
            var a0 = TLanes.Zero;
            var a1 = TLanes.Zero;
            var a2 = TLanes.Zero;
            var a3 = TLanes.Zero;
            var a4 = TLanes.Zero;
            var a5 = TLanes.Zero;
            var a6 = TLanes.Zero;
            var a7 = TLanes.Zero;
            if (add)
            {
                a0 = TLanes.Load(ref *to, 0);
                a1 = TLanes.Load(ref *to, resultStride);
                a2 = TLanes.Load(ref *to, 2 * resultStride);
                a3 = TLanes.Load(ref *to, 3 * resultStride);
                a4 = TLanes.Load(ref *to, 4 * resultStride);
                a5 = TLanes.Load(ref *to, 5 * resultStride);
                a6 = TLanes.Load(ref *to, 6 * resultStride);
                a7 = TLanes.Load(ref *to, 7 * resultStride);
            }

            for (nint d = 0; d < depth; d++)
            {
                var first = TLanes.Load(ref *y, 0);
                TLanes.Accumulate(TLanes.Splat(x[0]), first, ref a0);
                TLanes.Accumulate(TLanes.Splat(x[leftRowStride]), first, ref a1);
                TLanes.Accumulate(TLanes.Splat(x[second]), first, ref a2);
                TLanes.Accumulate(TLanes.Splat(x[third]), first, ref a3);
                TLanes.Accumulate(TLanes.Splat(lower[0]), first, ref a4);
                TLanes.Accumulate(TLanes.Splat(lower[leftRowStride]), first, ref a5);
                TLanes.Accumulate(TLanes.Splat(lower[second]), first, ref a6);
                TLanes.Accumulate(TLanes.Splat(lower[third]), first, ref a7);
                x += leftDepthStride;
                lower += leftDepthStride;
                y += rightStride;
            }

            TLanes.Store(a0, ref *to, 0);
            TLanes.Store(a1, ref *to, resultStride);
            TLanes.Store(a2, ref *to, 2 * resultStride);
            TLanes.Store(a3, ref *to, 3 * resultStride);
            TLanes.Store(a4, ref *to, 4 * resultStride);
            TLanes.Store(a5, ref *to, 5 * resultStride);
            TLanes.Store(a6, ref *to, 6 * resultStride);
            TLanes.Store(a7, ref *to, 7 * resultStride);
        }
    }
}
