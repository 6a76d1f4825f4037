using System.Runtime.CompilerServices;

namespace Gmnm.Numerics;

/// <content>The forward pass in vectors of one width.</content>
public static unsafe partial class FusedAttention
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Forward<TLanes>(
        AttentionShape shape, ref readonly float query, ref readonly float key, ref readonly float value,
        ref readonly float mask, ref readonly float bias, ref float mixed, ref float logSumExp, ref float scratch)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        fixed (float* q = &query, k = &key, v = &value, real = &mask, b = &bias)
        fixed (float* y = &mixed, logs = &logSumExp, s = &scratch)
        {
            var parts = new AttentionScratch(s, shape, TLanes.Count);
            for (nint sample = 0; sample < shape.Samples; sample++)
            {
                var (fromQuery, fromKey) = (sample * shape.Queries, sample * shape.Keys);
                for (nint head = 0; head < shape.Heads; head++)
                {
                    AttentionRows.Pack<TLanes>(
                        k + (fromKey * shape.Stride) + (head * shape.Size), shape.Stride, shape.Keys, shape.Size, 1f,
                        parts.Keys, parts.SizeStride, Rows(shape.Keys));
                    AttentionRows.Pack<TLanes>(
                        v + (fromKey * shape.ValueStride) + (head * shape.ValueSize), shape.ValueStride, shape.Keys, shape.ValueSize, 1f,
                        parts.Values, parts.ValueStride, Rows(shape.Keys));
                    var hasTerms = KeyTerms(
                        shape.Keys, shape.Heads, real == null ? null : real + fromKey,
                        b == null ? null : b + (fromKey * shape.Heads) + head, parts.KeyTerms);
                    ForwardHead<TLanes>(
                        shape, in parts, hasTerms, q + (fromQuery * shape.Stride) + (head * shape.Size),
                        y == null ? null : y + (fromQuery * shape.ValueStride) + (head * shape.ValueSize),
                        logs == null ? null : logs + (((sample * shape.Heads) + head) * shape.Queries));
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ForwardHead<TLanes>(
        AttentionShape shape, in AttentionScratch scratch, bool hasTerms, float* query, float* mixed, float* logSumExp)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var width = 2 * TLanes.Count;
        var largest = scratch.Statistics;
        var sums = largest + width;
        var factors = sums + width;
        for (nint first = 0; first < shape.Queries; first += width)
        {
            var used = nint.Min(width, shape.Queries - first);
            PackQueries<TLanes>(shape, in scratch, query + (first * shape.Stride), used);
            new Span<float>(largest, width).Fill(Lowest);
            new Span<float>(sums, width).Clear();
            var visible = shape.Visible(first + width);
            nint count;
            for (nint key = 0; key < visible; key += count)
            {
                count = nint.Min(KeyBlock, visible - key);
                Scores<TLanes>(shape, in scratch, first, key, count, hasTerms);
                Weights<TLanes>(count, scratch.Weights, largest, sums, factors);
                ClearRest(scratch.Weights, count, width);
                if (key > 0)
                {
                    AttentionRows.Scale<TLanes>(scratch.Sums, shape.ValueSize, factors);
                }

                TileProduct.Run<TLanes>(
                    Rows(shape.ValueSize), width, Rows(count), scratch.Values + (key * scratch.ValueStride), 1, scratch.ValueStride,
                    scratch.Weights, width, scratch.Sums, width, add: key > 0);
            }

            Finish<TLanes>(largest, sums, factors);
            if (mixed != null)
            {
                AttentionRows.Scale<TLanes>(scratch.Sums, shape.ValueSize, factors);
                AttentionRows.Transpose(
                    scratch.Sums, width, shape.ValueSize, used, mixed + (first * shape.ValueStride), shape.ValueStride);
            }

            if (logSumExp != null)
            {
                Panel.Copy(largest, logSumExp + first, used);
            }
        }
    }

    /// <summary>A tile of scaled queries by rows, and transposed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PackQueries<TLanes>(AttentionShape shape, in AttentionScratch scratch, float* query, nint used)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var width = 2 * TLanes.Count;
        AttentionRows.Pack<TLanes>(query, shape.Stride, used, shape.Size, shape.Scale, scratch.Queries, scratch.SizeStride, width);
        Panel.Pack(scratch.Queries, scratch.SizeStride, 1, width, width, shape.Size, scratch.QueryPanel);
    }

    /// <summary>
    /// The scores of a block of keys become <c>exp(score - maximum)</c>; maximum and sum of each query go on, and <paramref name="factors"/> is what earlier sums shrink by.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Weights<TLanes>(nint count, float* tile, float* largest, float* sums, float* factors)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var width = 2 * TLanes.Count;
        var end = tile + (count * width);
        var (before0, before1) = (TLanes.Load(ref *largest, 0), TLanes.Load(ref *largest, TLanes.Count));
        var (max0, max1) = (before0, before1);
        for (var row = tile; row < end; row += width)
        {
            max0 = TLanes.Max(max0, TLanes.Load(ref *row, 0));
            max1 = TLanes.Max(max1, TLanes.Load(ref *row, TLanes.Count));
        }

        var (sum0, sum1) = (TLanes.Zero, TLanes.Zero);
        for (var row = tile; row < end; row += width)
        {
            var weight0 = Transcendental.Exp(TLanes.Load(ref *row, 0) - max0);
            var weight1 = Transcendental.Exp(TLanes.Load(ref *row, TLanes.Count) - max1);
            TLanes.Store(weight0, ref *row, 0);
            TLanes.Store(weight1, ref *row, TLanes.Count);
            sum0 += weight0;
            sum1 += weight1;
        }

        var (factor0, factor1) = (Transcendental.Exp(before0 - max0), Transcendental.Exp(before1 - max1));
        TLanes.Store(factor0, ref *factors, 0);
        TLanes.Store(factor1, ref *factors, TLanes.Count);
        TLanes.Store(max0, ref *largest, 0);
        TLanes.Store(max1, ref *largest, TLanes.Count);
        TLanes.Store(TLanes.MultiplyAdd(TLanes.Load(ref *sums, 0), factor0, sum0), ref *sums, 0);
        TLanes.Store(TLanes.MultiplyAdd(TLanes.Load(ref *sums, TLanes.Count), factor1, sum1), ref *sums, TLanes.Count);
    }

    /// <summary>The maximum becomes the logarithm of the sum of exponentials, the factor what the mixed values are divided by.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Finish<TLanes>(float* largest, float* sums, float* factors)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        for (nint lane = 0; lane < 2 * TLanes.Count; lane += TLanes.Count)
        {
            var sum = TLanes.Load(ref *sums, lane);
            var empty = TLanes.Equal(sum, TLanes.Zero);
            var log = TLanes.Load(ref *largest, lane) + Transcendental.Log(sum);
            TLanes.Store(TLanes.AndNot(log, empty), ref *largest, lane);
            TLanes.Store(TLanes.AndNot(TLanes.Splat(1f) / sum, empty), ref *factors, lane);
        }
    }
}
