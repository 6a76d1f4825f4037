using System.Runtime.CompilerServices;
using ILGPU;

namespace Gmnm.Gpu.Kernels;

/// <summary>
/// Attention in one pass over the keys: <c>softmax(scale Q Kᵀ + b) V</c> in each head, 32 keys at a time with a running
/// maximum. No matrix of queries by keys is in memory; the gradients compute the weights again from the logarithm of each
/// row's sum. Groups are of <see cref="GpuAttention.Warps"/> warps; in the forward pass and the gradient of the queries a grid
/// of samples · heads · <see cref="GpuAttention.QueryTiles"/> groups has a tile each, in the gradient of the keys one of
/// <see cref="GpuAttention.KeyTiles"/>.
/// </summary>
public static partial class FusedAttention
{
    /// <summary>A maximum below every score, and far above a hidden one.</summary>
    internal const float Lowest = -1e29f;

    /// <summary>Computes the mixed values. A query that sees no key gets zeros.</summary>
    /// <param name="shape">Extents and options.</param>
    /// <param name="samples">Sequences.</param>
    /// <param name="operands">What is read.</param>
    /// <param name="mixed">[samples, queries, heads · valueSize]; written.</param>
    /// <param name="withLogSumExp">Whether the logarithms are wanted.</param>
    /// <param name="logSumExp">
    /// [samples, heads, queries], the logarithm of each row's sum of exponentials, 0 where no key is seen; written where wanted.
    /// </param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Forward(
        GpuAttention shape, int samples, AttentionOperands operands, Place mixed, bool withLogSumExp, Place logSumExp)
    {
        var slab = SharedMemory.Allocate1D<float>(AttentionTile.Length);
        var queries = SharedMemory.Allocate1D<float>(shape.Warps * shape.PaddedSize * 4);
        var sums = SharedMemory.Allocate1D<float>(shape.Warps * shape.PaddedValueSize * 4);
        var weights = SharedMemory.Allocate1D<float>(shape.Warps * GpuGrid.Warp * 4);
        var (warp, lane) = (Group.IdxX / GpuGrid.Warp, GpuGrid.Lane);
        var (four, sum, weight) = (warp * shape.PaddedSize, warp * shape.PaddedValueSize, warp * GpuGrid.Warp);
        for (var tile = Grid.IdxX; tile < samples * shape.Heads * shape.QueryTiles; tile += Grid.DimX)
        {
            var (sample, head) = (tile / (shape.Heads * shape.QueryTiles), tile / shape.QueryTiles % shape.Heads);
            var group = tile % shape.QueryTiles * shape.RowsOfGroup;
            var query = group + (warp * GpuAttention.RowsOfWarp);
            var (key, value) = (operands.Key.From(shape.Key(sample, head)), operands.Value.From(shape.Value(sample, head)));
            AttentionTile.LoadFours(
                operands.Query.From(shape.Query(sample, head)), shape.Stride, query, shape.Queries, shape.Size, shape.PaddedSize,
                queries, four);
            AttentionTile.ClearFours(shape.PaddedValueSize, sums, sum);
            float max0 = Lowest, max1 = Lowest, max2 = Lowest, max3 = Lowest;
            float sum0 = 0f, sum1 = 0f, sum2 = 0f, sum3 = 0f;
            var visible = shape.Causal && group + shape.RowsOfGroup < shape.Keys ? group + shape.RowsOfGroup : shape.Keys;
            for (var first = 0; first < visible; first += GpuGrid.Warp)
            {
                var own = first + lane;
                var products = AttentionTile.Products(
                    slab, key, shape.Stride, first, shape.Keys, shape.Size, queries, four);
                var term = operands.Term(shape, sample, head, own);
                var score0 = AttentionOperands.Score(shape, products.A, term, query, own);
                var score1 = AttentionOperands.Score(shape, products.B, term, query + 1, own);
                var score2 = AttentionOperands.Score(shape, products.C, term, query + 2, own);
                var score3 = AttentionOperands.Score(shape, products.D, term, query + 3, own);
                var (before0, before1, before2, before3) = (max0, max1, max2, max3);
                max0 = GpuMath.Max(max0, GpuReduction.WarpMax(score0));
                max1 = GpuMath.Max(max1, GpuReduction.WarpMax(score1));
                max2 = GpuMath.Max(max2, GpuReduction.WarpMax(score2));
                max3 = GpuMath.Max(max3, GpuReduction.WarpMax(score3));
                var factors = new Quad(
                    GpuMath.Exp(before0 - max0), GpuMath.Exp(before1 - max1),
                    GpuMath.Exp(before2 - max2), GpuMath.Exp(before3 - max3));
                var exponentials = new Quad(
                    GpuMath.Exp(score0 - max0), GpuMath.Exp(score1 - max1),
                    GpuMath.Exp(score2 - max2), GpuMath.Exp(score3 - max3));
                sum0 = (sum0 * factors.A) + exponentials.A;
                sum1 = (sum1 * factors.B) + exponentials.B;
                sum2 = (sum2 * factors.C) + exponentials.C;
                sum3 = (sum3 * factors.D) + exponentials.D;
                AttentionTile.Store(weights, weight + lane, exponentials);
                AttentionTile.Mix(
                    slab, value, shape.ValueStride, first, shape.Keys, shape.ValueSize, weights, weight, factors, sums, sum);
            }

            sum0 = GpuReduction.WarpSum(sum0);
            sum1 = GpuReduction.WarpSum(sum1);
            sum2 = GpuReduction.WarpSum(sum2);
            sum3 = GpuReduction.WarpSum(sum3);
            AttentionTile.StoreFours(
                sums, sum, shape.ValueSize, new Quad(Inverse(sum0), Inverse(sum1), Inverse(sum2), Inverse(sum3)),
                mixed.From(shape.Mixed(sample, head)), shape.ValueStride, query, shape.Queries);
            if (withLogSumExp && lane < GpuAttention.RowsOfWarp && query + lane < shape.Queries)
            {
                var own = lane == 0 ? sum0 : lane == 1 ? sum1 : lane == 2 ? sum2 : sum3;
                var max = lane == 0 ? max0 : lane == 1 ? max1 : lane == 2 ? max2 : max3;
                logSumExp[(((sample * shape.Heads) + head) * shape.Queries) + query + lane] =
                    own == 0f ? 0f : max + GpuMath.Log(own);
            }
        }
    }

    /// <summary>What sums of weighted values are multiplied by: zeros for a query that sees no key.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static float Inverse(float sum) => sum == 0f ? 0f : 1f / sum;
}
