using System.Runtime.CompilerServices;
using ILGPU;

namespace Gmnm.Gpu.Kernels;

/// <content>The gradient of the queries.</content>
public static partial class FusedAttention
{
    /// <summary>
    /// Computes the gradient of the queries, and for <see cref="KeyGradient"/>, which runs after it, the product of each row of
    /// results with its gradient.
    /// </summary>
    /// <remarks>With the weights P: dP = dY Vᵀ, dS = P (dP - y·dy), dQ = scale dS K.</remarks>
    /// <param name="shape">Extents and options.</param>
    /// <param name="samples">Sequences.</param>
    /// <param name="operands">What the forward pass read.</param>
    /// <param name="mixed">[samples, queries, heads · valueSize], as the forward pass wrote it.</param>
    /// <param name="logSumExp">[samples, heads, queries], as the forward pass wrote it.</param>
    /// <param name="mixedGradient">[samples, queries, heads · valueSize].</param>
    /// <param name="queryGradient">[samples, queries, heads · size]; written.</param>
    /// <param name="slopes">[samples, heads, queries], y·dy of each row; written.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void QueryGradient(
        GpuAttention shape, int samples, AttentionOperands operands, Place mixed, Place logSumExp, Place mixedGradient,
        Place queryGradient, Place slopes)
    {
        var slab = SharedMemory.Allocate1D<float>(AttentionTile.Length);
        var queries = SharedMemory.Allocate1D<float>(shape.Warps * shape.PaddedSize * 4);
        var gradients = SharedMemory.Allocate1D<float>(shape.Warps * shape.PaddedValueSize * 4);
        var sums = SharedMemory.Allocate1D<float>(shape.Warps * shape.PaddedSize * 4);
        var weights = SharedMemory.Allocate1D<float>(shape.Warps * GpuGrid.Warp * 4);
        var (warp, lane) = (Group.IdxX / GpuGrid.Warp, GpuGrid.Lane);
        var (four, valueFour, weight) = (warp * shape.PaddedSize, warp * shape.PaddedValueSize, warp * GpuGrid.Warp);
        for (var tile = Grid.IdxX; tile < samples * shape.Heads * shape.QueryTiles; tile += Grid.DimX)
        {
            var (sample, head) = (tile / (shape.Heads * shape.QueryTiles), tile / shape.QueryTiles % shape.Heads);
            var group = tile % shape.QueryTiles * shape.RowsOfGroup;
            var query = group + (warp * GpuAttention.RowsOfWarp);
            var (key, value) = (operands.Key.From(shape.Key(sample, head)), operands.Value.From(shape.Value(sample, head)));
            var (result, gradient) = (mixed.From(shape.Mixed(sample, head)), mixedGradient.From(shape.Mixed(sample, head)));
            AttentionTile.LoadFours(
                operands.Query.From(shape.Query(sample, head)), shape.Stride, query, shape.Queries, shape.Size, shape.PaddedSize,
                queries, four);
            AttentionTile.LoadFours(
                gradient, shape.ValueStride, query, shape.Queries, shape.ValueSize, shape.PaddedValueSize, gradients, valueFour);
            AttentionTile.ClearFours(shape.PaddedSize, sums, four);
            var slope0 = Slope(shape, result, gradient, query);
            var slope1 = Slope(shape, result, gradient, query + 1);
            var slope2 = Slope(shape, result, gradient, query + 2);
            var slope3 = Slope(shape, result, gradient, query + 3);
            var row = (((sample * shape.Heads) + head) * shape.Queries) + query;
            if (lane < GpuAttention.RowsOfWarp && query + lane < shape.Queries)
            {
                slopes[row + lane] = lane == 0 ? slope0 : lane == 1 ? slope1 : lane == 2 ? slope2 : slope3;
            }

            var log0 = query < shape.Queries ? logSumExp[row] : 0f;
            var log1 = query + 1 < shape.Queries ? logSumExp[row + 1] : 0f;
            var log2 = query + 2 < shape.Queries ? logSumExp[row + 2] : 0f;
            var log3 = query + 3 < shape.Queries ? logSumExp[row + 3] : 0f;
            var visible = shape.Causal && group + shape.RowsOfGroup < shape.Keys ? group + shape.RowsOfGroup : shape.Keys;
            for (var first = 0; first < visible; first += GpuGrid.Warp)
            {
                var own = first + lane;
                var products = AttentionTile.Products(
                    slab, key, shape.Stride, first, shape.Keys, shape.Size, queries, four);
                var changes = AttentionTile.Products(
                    slab, value, shape.ValueStride, first, shape.Keys, shape.ValueSize, gradients, valueFour);
                var term = operands.Term(shape, sample, head, own);
                AttentionTile.Store(weights, weight + lane, new Quad(
                    Weight(shape, products.A, term, query, own, log0) * (changes.A - slope0),
                    Weight(shape, products.B, term, query + 1, own, log1) * (changes.B - slope1),
                    Weight(shape, products.C, term, query + 2, own, log2) * (changes.C - slope2),
                    Weight(shape, products.D, term, query + 3, own, log3) * (changes.D - slope3)));
                AttentionTile.Mix(
                    slab, key, shape.Stride, first, shape.Keys, shape.Size, weights, weight, new Quad(1f, 1f, 1f, 1f), sums, four);
            }

            AttentionTile.StoreFours(
                sums, four, shape.Size, new Quad(shape.Scale, shape.Scale, shape.Scale, shape.Scale),
                queryGradient.From(shape.Query(sample, head)), shape.Stride, query, shape.Queries);
        }
    }

    /// <summary>The weight of a key for a query.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static float Weight(GpuAttention shape, float product, float term, int query, int key, float logSumExp) =>
        GpuMath.Exp(AttentionOperands.Score(shape, product, term, query, key) - logSumExp);

    /// <summary>The product of a row of results with its gradient, for each thread of a warp.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Slope(GpuAttention shape, Place result, Place gradient, int query)
    {
        var sum = 0f;
        for (var i = GpuGrid.Lane; i < shape.ValueSize && query < shape.Queries; i += GpuGrid.Warp)
        {
            sum += result[(query * shape.ValueStride) + i] * gradient[(query * shape.ValueStride) + i];
        }

        return GpuReduction.WarpSum(sum);
    }
}
