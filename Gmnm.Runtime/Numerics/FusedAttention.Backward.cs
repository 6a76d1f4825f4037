using System.Runtime.CompilerServices;

namespace Gmnm.Numerics;

/// <content>The backward pass in vectors of one width.</content>
public static unsafe partial class FusedAttention
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Backward<TLanes>(
        AttentionShape shape, ref readonly float query, ref readonly float key, ref readonly float value,
        ref readonly float mask, ref readonly float bias, ref readonly float mixed, ref readonly float logSumExp,
        ref readonly float mixedGradient, ref float queryGradient, ref float keyGradient, ref float valueGradient,
        ref float biasGradient, ref float scratch)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        fixed (float* q = &query, k = &key, v = &value, real = &mask, b = &bias, y = &mixed, logs = &logSumExp, dy = &mixedGradient)
        fixed (float* dq = &queryGradient, dk = &keyGradient, dv = &valueGradient, db = &biasGradient, s = &scratch)
        {
            var parts = new AttentionScratch(s, shape, TLanes.Count);
            for (nint sample = 0; sample < shape.Samples; sample++)
            {
                for (nint head = 0; head < shape.Heads; head++)
                {
                    var keys = Rows(shape.Keys);
                    var ofQuery = (sample * shape.Queries * shape.Stride) + (head * shape.Size);
                    var ofMixed = (sample * shape.Queries * shape.ValueStride) + (head * shape.ValueSize);
                    var ofKey = (sample * shape.Keys * shape.Stride) + (head * shape.Size);
                    var ofValue = (sample * shape.Keys * shape.ValueStride) + (head * shape.ValueSize);
                    var ofBias = (sample * shape.Keys * shape.Heads) + head;
                    AttentionRows.Pack<TLanes>(k + ofKey, shape.Stride, shape.Keys, shape.Size, 1f, parts.Keys, parts.SizeStride, keys);
                    AttentionRows.Pack<TLanes>(
                        v + ofValue, shape.ValueStride, shape.Keys, shape.ValueSize, 1f, parts.Values, parts.ValueStride, keys);
                    var hasTerms = KeyTerms(
                        shape.Keys, shape.Heads, real == null ? null : real + (sample * shape.Keys), b == null ? null : b + ofBias,
                        parts.KeyTerms);
                    new Span<float>(parts.KeyGradients, (int)(keys * (parts.SizeStride + parts.ValueStride))).Clear();
                    new Span<float>(parts.KeyTermGradients, (int)keys).Clear();
                    BackwardHead<TLanes>(
                        shape, in parts, hasTerms, db != null, q + ofQuery, y + ofMixed,
                        logs + (((sample * shape.Heads) + head) * shape.Queries), dy + ofMixed, dq == null ? null : dq + ofQuery);
                    if (dk != null)
                    {
                        AttentionRows.Unpack<TLanes>(
                            parts.KeyGradients, parts.SizeStride, shape.Keys, shape.Size, dk + ofKey, shape.Stride);
                    }

                    if (dv != null)
                    {
                        AttentionRows.Unpack<TLanes>(
                            parts.ValueGradients, parts.ValueStride, shape.Keys, shape.ValueSize, dv + ofValue, shape.ValueStride);
                    }

                    for (nint j = 0; j < shape.Keys && db != null; j++)
                    {
                        db[ofBias + (j * shape.Heads)] = parts.KeyTermGradients[j];
                    }
                }
            }
        }
    }

    /// <summary>
    /// For each tile of queries and block of keys: the weights P again, the gradient dP = V dYᵀ, dS = P (dP - y·dy), and three
    /// products of these: for the values Pᵀ dY, for the keys dSᵀ Q, for the queries dS K.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void BackwardHead<TLanes>(
        AttentionShape shape, in AttentionScratch scratch, bool hasTerms, bool withTerms, float* query, float* mixed, float* logSumExp,
        float* mixedGradient, float* queryGradient)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var width = 2 * TLanes.Count;
        var (size, valueSize) = (scratch.SizeStride, scratch.ValueStride);
        var logs = scratch.Statistics;
        var products = logs + width;
        var factors = products + width;
        new Span<float>(factors, width).Fill(shape.Scale);
        for (nint first = 0; first < shape.Queries; first += width)
        {
            var used = nint.Min(width, shape.Queries - first);
            var atMixed = first * shape.ValueStride;
            PackQueries<TLanes>(shape, in scratch, query + (first * shape.Stride), used);
            AttentionRows.Pack<TLanes>(
                mixedGradient + atMixed, shape.ValueStride, used, shape.ValueSize, 1f, scratch.Gradients, valueSize, width);
            Panel.Pack(scratch.Gradients, valueSize, 1, width, width, shape.ValueSize, scratch.GradientPanel);
            AttentionRows.Pack<TLanes>(mixed + atMixed, shape.ValueStride, used, shape.ValueSize, 1f, scratch.Sums, valueSize, width);
            AttentionRows.Products<TLanes>(width, valueSize, scratch.Gradients, scratch.Sums, products);

            // Absent queries have weight 0 at every key.
            new Span<float>(logs, width).Fill(-Hidden);
            Panel.Copy(logSumExp + first, logs, used);
            var visible = shape.Visible(first + width);
            nint count;
            for (nint key = 0; key < visible; key += count)
            {
                count = nint.Min(KeyBlock, visible - key);
                var rows = Rows(count);
                Scores<TLanes>(shape, in scratch, first, key, count, hasTerms);
                TileProduct.Run<TLanes>(
                    rows, width, shape.ValueSize, scratch.Values + (key * valueSize), valueSize, 1,
                    scratch.GradientPanel, width, scratch.WeightGradients, width, add: false);
                Differentiate<TLanes>(
                    count, scratch.Weights, scratch.WeightGradients, logs, products, withTerms ? scratch.KeyTermGradients + key : null);
                ClearRest(scratch.Weights, count, width);
                ClearRest(scratch.WeightGradients, count, width);
                TileProduct.Run<TLanes>(
                    rows, valueSize, width, scratch.Weights, width, 1,
                    scratch.Gradients, valueSize, scratch.ValueGradients + (key * valueSize), valueSize, add: true);
                TileProduct.Run<TLanes>(
                    rows, size, width, scratch.WeightGradients, width, 1,
                    scratch.Queries, size, scratch.KeyGradients + (key * size), size, add: true);
                TileProduct.Run<TLanes>(
                    Rows(shape.Size), width, rows, scratch.Keys + (key * size), 1, size,
                    scratch.WeightGradients, width, scratch.Sums, width, add: key > 0);
            }

            if (queryGradient != null)
            {
                AttentionRows.Scale<TLanes>(scratch.Sums, shape.Size, factors);
                AttentionRows.Transpose(scratch.Sums, width, shape.Size, used, queryGradient + (first * shape.Stride), shape.Stride);
            }
        }
    }

    /// <summary>
    /// The scores of a block of keys become weights, and the gradients of the weights those of the scores. Sums of the latter over the queries are added to <paramref name="sums"/>, unless that is null.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Differentiate<TLanes>(
        nint count, float* weights, float* gradients, float* logs, float* products, float* sums)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var width = 2 * TLanes.Count;
        var (log0, log1) = (TLanes.Load(ref *logs, 0), TLanes.Load(ref *logs, TLanes.Count));
        var (product0, product1) = (TLanes.Load(ref *products, 0), TLanes.Load(ref *products, TLanes.Count));
        for (nint j = 0; j < count; j++)
        {
            var at = j * width;
            var weight0 = Transcendental.Exp(TLanes.Load(ref *weights, at) - log0);
            var weight1 = Transcendental.Exp(TLanes.Load(ref *weights, at + TLanes.Count) - log1);
            var gradient0 = weight0 * (TLanes.Load(ref *gradients, at) - product0);
            var gradient1 = weight1 * (TLanes.Load(ref *gradients, at + TLanes.Count) - product1);
            TLanes.Store(weight0, ref *weights, at);
            TLanes.Store(weight1, ref *weights, at + TLanes.Count);
            TLanes.Store(gradient0, ref *gradients, at);
            TLanes.Store(gradient1, ref *gradients, at + TLanes.Count);
            if (sums != null)
            {
                sums[j] += TLanes.Sum(gradient0 + gradient1);
            }
        }
    }
}
