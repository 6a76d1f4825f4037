using System.Runtime.CompilerServices;
using ILGPU;

namespace Gmnm.Gpu.Kernels;

/// <content>The gradients of the keys, the values and the bias.</content>
public static partial class FusedAttention
{
    /// <summary>Computes the gradients of what each key has: a warp has four keys, and 32 queries at a time.</summary>
    /// <remarks>With the weights P and dS = P (dP - y·dy): dV = Pᵀ dY, dK = scale dSᵀ Q, and a bias the sum of dS.</remarks>
    /// <param name="shape">Extents and options.</param>
    /// <param name="samples">Sequences.</param>
    /// <param name="operands">What the forward pass read.</param>
    /// <param name="logSumExp">[samples, heads, queries], as the forward pass wrote it.</param>
    /// <param name="slopes">[samples, heads, queries], as <see cref="QueryGradient"/> wrote it.</param>
    /// <param name="mixedGradient">[samples, queries, heads · valueSize].</param>
    /// <param name="keyGradient">[samples, keys, heads · size]; written.</param>
    /// <param name="valueGradient">[samples, keys, heads · valueSize]; written.</param>
    /// <param name="withBiasGradient">Whether the bias's gradient is wanted.</param>
    /// <param name="biasGradient">[samples, keys, heads]; written where wanted.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void KeyGradient(
        GpuAttention shape, int samples, AttentionOperands operands, Place logSumExp, Place slopes, Place mixedGradient,
        Place keyGradient, Place valueGradient, bool withBiasGradient, Place biasGradient)
    {
        var slab = SharedMemory.Allocate1D<float>(AttentionTile.Length);
        var keys = SharedMemory.Allocate1D<float>(shape.Warps * shape.PaddedSize * 4);
        var values = SharedMemory.Allocate1D<float>(shape.Warps * shape.PaddedValueSize * 4);
        var keySums = SharedMemory.Allocate1D<float>(shape.Warps * shape.PaddedSize * 4);
        var valueSums = SharedMemory.Allocate1D<float>(shape.Warps * shape.PaddedValueSize * 4);
        var weights = SharedMemory.Allocate1D<float>(shape.Warps * GpuGrid.Warp * 4);
        var (warp, lane) = (Group.IdxX / GpuGrid.Warp, GpuGrid.Lane);
        var (four, valueFour, weight) = (warp * shape.PaddedSize, warp * shape.PaddedValueSize, warp * GpuGrid.Warp);
        var ones = new Quad(1f, 1f, 1f, 1f);
        for (var tile = Grid.IdxX; tile < samples * shape.Heads * shape.KeyTiles; tile += Grid.DimX)
        {
            var (sample, head) = (tile / (shape.Heads * shape.KeyTiles), tile / shape.KeyTiles % shape.Heads);
            var group = tile % shape.KeyTiles * shape.RowsOfGroup;
            var key = group + (warp * GpuAttention.RowsOfWarp);
            var row = ((sample * shape.Heads) + head) * shape.Queries;
            var (query, gradient) =
                (operands.Query.From(shape.Query(sample, head)), mixedGradient.From(shape.Mixed(sample, head)));
            AttentionTile.LoadFours(
                operands.Key.From(shape.Key(sample, head)), shape.Stride, key, shape.Keys, shape.Size, shape.PaddedSize, keys, four);
            AttentionTile.LoadFours(
                operands.Value.From(shape.Value(sample, head)), shape.ValueStride, key, shape.Keys, shape.ValueSize,
                shape.PaddedValueSize, values, valueFour);
            AttentionTile.ClearFours(shape.PaddedSize, keySums, four);
            AttentionTile.ClearFours(shape.PaddedValueSize, valueSums, valueFour);
            var term0 = operands.Term(shape, sample, head, key);
            var term1 = operands.Term(shape, sample, head, key + 1);
            var term2 = operands.Term(shape, sample, head, key + 2);
            var term3 = operands.Term(shape, sample, head, key + 3);
            float bias0 = 0f, bias1 = 0f, bias2 = 0f, bias3 = 0f;
            for (var first = shape.Causal ? group / GpuGrid.Warp * GpuGrid.Warp : 0; first < shape.Queries; first += GpuGrid.Warp)
            {
                var own = first + lane;
                var isQuery = own < shape.Queries;
                var products = AttentionTile.Products(
                    slab, query, shape.Stride, first, shape.Queries, shape.Size, keys, four);
                var log = isQuery ? logSumExp[row + own] : 0f;
                var weight0 = isQuery ? Weight(shape, products.A, term0, own, key, log) : 0f;
                var weight1 = isQuery ? Weight(shape, products.B, term1, own, key + 1, log) : 0f;
                var weight2 = isQuery ? Weight(shape, products.C, term2, own, key + 2, log) : 0f;
                var weight3 = isQuery ? Weight(shape, products.D, term3, own, key + 3, log) : 0f;
                AttentionTile.Store(weights, weight + lane, new Quad(weight0, weight1, weight2, weight3));
                AttentionTile.Mix(
                    slab, gradient, shape.ValueStride, first, shape.Queries, shape.ValueSize, weights, weight, ones,
                    valueSums, valueFour);
                var changes = AttentionTile.Products(
                    slab, gradient, shape.ValueStride, first, shape.Queries, shape.ValueSize, values, valueFour);
                var slope = isQuery ? slopes[row + own] : 0f;
                weight0 *= changes.A - slope;
                weight1 *= changes.B - slope;
                weight2 *= changes.C - slope;
                weight3 *= changes.D - slope;
                bias0 += weight0;
                bias1 += weight1;
                bias2 += weight2;
                bias3 += weight3;
                AttentionTile.Store(weights, weight + lane, new Quad(weight0, weight1, weight2, weight3));
                AttentionTile.Mix(
                    slab, query, shape.Stride, first, shape.Queries, shape.Size, weights, weight, ones, keySums, four);
            }

            AttentionTile.StoreFours(
                keySums, four, shape.Size, new Quad(shape.Scale, shape.Scale, shape.Scale, shape.Scale),
                keyGradient.From(shape.Key(sample, head)), shape.Stride, key, shape.Keys);
            AttentionTile.StoreFours(
                valueSums, valueFour, shape.ValueSize, ones, valueGradient.From(shape.Value(sample, head)), shape.ValueStride, key,
                shape.Keys);
            bias0 = GpuReduction.WarpSum(bias0);
            bias1 = GpuReduction.WarpSum(bias1);
            bias2 = GpuReduction.WarpSum(bias2);
            bias3 = GpuReduction.WarpSum(bias3);
            if (withBiasGradient && lane < GpuAttention.RowsOfWarp && key + lane < shape.Keys)
            {
                biasGradient[(((sample * shape.Keys) + key + lane) * shape.Heads) + head] =
                    lane == 0 ? bias0 : lane == 1 ? bias1 : lane == 2 ? bias2 : bias3;
            }
        }
    }
}
