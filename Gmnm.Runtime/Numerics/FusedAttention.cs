using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Gmnm.Numerics;

/// <summary>
/// Attention in one pass over the keys: <c>softmax(scale Q Kᵀ + b) V</c> in each head, the scores of some queries and a block
/// of keys at a time. No matrix of queries by keys is in memory; the backward pass computes the weights again from the
/// logarithm of each row's sum.
/// </summary>
/// <remarks>
/// Lanes run over queries: the softmax of a tile has no sum across lanes, and its weights are, as they lie, operands of every
/// product that follows. Bound by the multiply-add units, with the exponential beside them: at 16 features a head it is a
/// quarter of the forward time.
/// </remarks>
public static unsafe partial class FusedAttention
{
    /// <summary>Keys of a block: with the queries of a tile its scores fill half of the first-level cache.</summary>
    internal const int KeyBlock = 128;

    /// <summary>What a hidden key's score becomes: no sum sees its exponential, and differences stay finite.</summary>
    private const float Hidden = -1e30f;

    /// <summary>A maximum below every score, and far above a hidden one.</summary>
    private const float Lowest = -1e29f;

    /// <summary>Floats of scratch for either call, of any batch and any number of queries.</summary>
    /// <param name="keys">Keys of a sequence.</param>
    /// <param name="size">Features of a query and of a key in a head.</param>
    /// <param name="valueSize">Features of a value in a head.</param>
    /// <returns>
    /// <c>(2 S + 96) (D + E) + 2 S + 8288</c> with the keys S rounded up to a multiple of 8, and the sizes D and E to one of 16.
    /// </returns>
    public static int ScratchLength(int keys, int size, int valueSize) => AttentionScratch.Length(keys, size, valueSize);

    /// <summary>Computes the mixed values. A query that sees no key gets zeros.</summary>
    /// <param name="samples">Sequences.</param>
    /// <param name="queries">Queries of a sequence.</param>
    /// <param name="keys">Keys of a sequence.</param>
    /// <param name="heads">Heads, side by side in a row.</param>
    /// <param name="size">Features of a query and of a key in a head.</param>
    /// <param name="valueSize">Features of a value in a head.</param>
    /// <param name="scale">Factor of the products of queries and keys.</param>
    /// <param name="causal">Whether a query sees no key after its own place.</param>
    /// <param name="query">[samples, queries, heads * size], row-major.</param>
    /// <param name="key">[samples, keys, heads * size].</param>
    /// <param name="value">[samples, keys, heads * valueSize].</param>
    /// <param name="mask">[samples, keys], 0 for a hidden key; a null reference where all are visible.</param>
    /// <param name="bias">[samples, keys, heads], added to the scores of a key; a null reference for nothing.</param>
    /// <param name="mixed">[samples, queries, heads * valueSize]; written, or a null reference where it is not wanted.</param>
    /// <param name="logSumExp">
    /// [samples, heads, queries], the logarithm of each row's sum of exponentials, 0 where no key is seen; written, or a null
    /// reference where it is not wanted.
    /// </param>
    /// <param name="scratch"><see cref="ScratchLength"/> floats.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward(
        nint samples, nint queries, nint keys, nint heads, nint size, nint valueSize, float scale, bool causal,
        ref readonly float query, ref readonly float key, ref readonly float value, ref readonly float mask,
        ref readonly float bias, ref float mixed, ref float logSumExp, ref float scratch)
    {
        var shape = new AttentionShape(samples, queries, keys, heads, size, valueSize, scale, causal);
        if (Vector512.IsHardwareAccelerated)
        {
            Forward<Lanes512>(shape, in query, in key, in value, in mask, in bias, ref mixed, ref logSumExp, ref scratch);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Forward<Lanes256>(shape, in query, in key, in value, in mask, in bias, ref mixed, ref logSumExp, ref scratch);
        }
        else
        {
            Forward<Lanes128>(shape, in query, in key, in value, in mask, in bias, ref mixed, ref logSumExp, ref scratch);
        }
    }

    /// <summary>Computes the gradients that are wanted, all overwritten.</summary>
    /// <param name="samples">Sequences.</param>
    /// <param name="queries">Queries of a sequence.</param>
    /// <param name="keys">Keys of a sequence.</param>
    /// <param name="heads">Heads, side by side in a row.</param>
    /// <param name="size">Features of a query and of a key in a head.</param>
    /// <param name="valueSize">Features of a value in a head.</param>
    /// <param name="scale">Factor of the products of queries and keys.</param>
    /// <param name="causal">Whether a query sees no key after its own place.</param>
    /// <param name="query">[samples, queries, heads * size], row-major.</param>
    /// <param name="key">[samples, keys, heads * size].</param>
    /// <param name="value">[samples, keys, heads * valueSize].</param>
    /// <param name="mask">[samples, keys], 0 for a hidden key; a null reference where all are visible.</param>
    /// <param name="bias">[samples, keys, heads], added to the scores of a key; a null reference for nothing.</param>
    /// <param name="mixed">[samples, queries, heads * valueSize], as the forward pass wrote it.</param>
    /// <param name="logSumExp">[samples, heads, queries], as the forward pass wrote it.</param>
    /// <param name="mixedGradient">[samples, queries, heads * valueSize].</param>
    /// <param name="queryGradient">[samples, queries, heads * size]; written, or a null reference where it is not wanted.</param>
    /// <param name="keyGradient">[samples, keys, heads * size]; likewise.</param>
    /// <param name="valueGradient">[samples, keys, heads * valueSize]; likewise.</param>
    /// <param name="biasGradient">[samples, keys, heads]; likewise.</param>
    /// <param name="scratch"><see cref="ScratchLength"/> floats.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward(
        nint samples, nint queries, nint keys, nint heads, nint size, nint valueSize, float scale, bool causal,
        ref readonly float query, ref readonly float key, ref readonly float value, ref readonly float mask,
        ref readonly float bias, ref readonly float mixed, ref readonly float logSumExp, ref readonly float mixedGradient,
        ref float queryGradient, ref float keyGradient, ref float valueGradient, ref float biasGradient, ref float scratch)
    {
        var shape = new AttentionShape(samples, queries, keys, heads, size, valueSize, scale, causal);
        if (Vector512.IsHardwareAccelerated)
        {
            Backward<Lanes512>(
                shape, in query, in key, in value, in mask, in bias, in mixed, in logSumExp, in mixedGradient,
                ref queryGradient, ref keyGradient, ref valueGradient, ref biasGradient, ref scratch);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Backward<Lanes256>(
                shape, in query, in key, in value, in mask, in bias, in mixed, in logSumExp, in mixedGradient,
                ref queryGradient, ref keyGradient, ref valueGradient, ref biasGradient, ref scratch);
        }
        else
        {
            Backward<Lanes128>(
                shape, in query, in key, in value, in mask, in bias, in mixed, in logSumExp, in mixedGradient,
                ref queryGradient, ref keyGradient, ref valueGradient, ref biasGradient, ref scratch);
        }
    }

    /// <summary>What is added to the scores of each key of a head; false, and nothing written, where that is nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool KeyTerms(nint keys, nint heads, float* mask, float* bias, float* terms)
    {
        for (nint j = 0; j < keys && (mask != null || bias != null); j++)
        {
            terms[j] = (bias == null ? 0f : bias[j * heads]) + (mask != null && mask[j] == 0f ? Hidden : 0f);
        }

        return mask != null || bias != null;
    }

    /// <summary>The scores of a tile of queries and a block of keys: a row for each key, a lane for each query.</summary>
    /// <param name="shape">The call.</param>
    /// <param name="scratch">Holds the queries and the keys, and takes the scores.</param>
    /// <param name="query">The first query.</param>
    /// <param name="key">The first key.</param>
    /// <param name="count">Keys of the block.</param>
    /// <param name="hasTerms">Whether something is added to the scores of each key.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Scores<TLanes>(
        AttentionShape shape, in AttentionScratch scratch, nint query, nint key, nint count, bool hasTerms)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var width = 2 * TLanes.Count;
        var tile = scratch.Weights;
        TileProduct.Run<TLanes>(
            Rows(count), width, shape.Size, scratch.Keys + (key * scratch.SizeStride), scratch.SizeStride, 1,
            scratch.QueryPanel, width, tile, width, add: false);
        for (nint j = 0; j < count && hasTerms; j++)
        {
            var term = TLanes.Splat(scratch.KeyTerms[key + j]);
            var row = tile + (j * width);
            TLanes.Store(TLanes.Load(ref *row, 0) + term, ref *row, 0);
            TLanes.Store(TLanes.Load(ref *row, TLanes.Count) + term, ref *row, TLanes.Count);
        }

        for (var j = nint.Max(0, query + 1 - key); j < count && shape.Causal; j++)
        {
            var place = TLanes.Splat(key + j);
            var hidden = TLanes.Splat(Hidden);
            var row = tile + (j * width);
            for (nint lane = 0; lane < width; lane += TLanes.Count)
            {
                var future = TLanes.GreaterThan(place, TLanes.Sequence(query + lane));
                TLanes.Store(TLanes.Select(future, hidden, TLanes.Load(ref *row, lane)), ref *row, lane);
            }
        }
    }

    /// <summary>Rows of whole tiles.</summary>
    private static nint Rows(nint count) => (count + TileProduct.Rows - 1) & -TileProduct.Rows;

    /// <summary>Zeros in the rows that fill up a block of keys. Apart, so that no call is where vectors are in registers.</summary>
    private static void ClearRest(float* tile, nint count, nint width) =>
        new Span<float>(tile + (count * width), (int)((Rows(count) - count) * width)).Clear();
}
