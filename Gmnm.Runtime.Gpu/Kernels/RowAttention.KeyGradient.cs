using System.Runtime.CompilerServices;
using ILGPU;

namespace Gmnm.Gpu.Kernels;

/// <content>The gradients of the keys, the values and the bias.</content>
public static partial class RowAttention
{
    /// <summary>Computes the gradients of what each key has.</summary>
    /// <inheritdoc cref="FusedAttention.KeyGradient"/>
    /// <typeparam name="TFeatures">As many features as a key has.</typeparam>
    /// <typeparam name="TValues">As many features as a value has.</typeparam>
    /// <typeparam name="TRows">How rows are read.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void KeyGradient<TFeatures, TValues, TRows>(
        GpuAttention shape, int samples, AttentionOperands operands, Place logSumExp, Place slopes, Place mixedGradient,
        Place keyGradient, Place valueGradient, bool withBiasGradient, Place biasGradient)
        where TFeatures : struct, IHeadFeatures<TFeatures>
        where TValues : struct, IHeadFeatures<TValues>
        where TRows : struct, IHeadRows
    {
        var (thread, threads, size, valueSize) = (Group.IdxX, shape.Threads, shape.Size, shape.ValueSize);
        var queries = HeadSlab.Of(size, threads);
        var gradients = HeadSlab.Of(valueSize, threads);
        var logs = SharedMemory.Allocate1D<float>(threads);
        var means = SharedMemory.Allocate1D<float>(threads);
        var tiles = (shape.Keys + threads - 1) / threads;
        for (var tile = Grid.IdxX; tile < samples * shape.Heads * tiles; tile += Grid.DimX)
        {
            var (sample, head) = (tile / (shape.Heads * tiles), tile / tiles % shape.Heads);
            var group = tile % tiles * threads;
            var key = group + thread;
            var row = ((sample * shape.Heads) + head) * shape.Queries;
            var (query, gradient) =
                (operands.Query.From(shape.Query(sample, head)), mixedGradient.From(shape.Mixed(sample, head)));
            var keyPart = queries.Load<TFeatures, TRows>(
                operands.Key.From(shape.Key(sample, head)), shape.Stride, group, shape.Keys, shape.Aligned);
            var valuePart = gradients.Load<TValues, TRows>(
                operands.Value.From(shape.Value(sample, head)), shape.ValueStride, group, shape.Keys, shape.Aligned);
            Group.Barrier();
            keyPart.StorePart(queries, 0);
            valuePart.StorePart(gradients, 0);
            Group.Barrier();
            var own = TFeatures.Load(queries.Row(thread), 0);
            var value = TValues.Load(gradients.Row(thread), 0);
            TFeatures keySums = default;
            TValues valueSums = default;
            var term = operands.Term(shape, sample, head, key);
            var bias = 0f;
            for (var first = shape.Causal ? group : 0; first < shape.Queries; first += threads)
            {
                // A query beyond the last has a weight of exp(-1e30).
                var isQuery = first + thread < shape.Queries;
                var queryPart = queries.Load<TFeatures, TRows>(query, shape.Stride, first, shape.Queries, shape.Aligned);
                var gradientPart = gradients.Load<TValues, TRows>(gradient, shape.ValueStride, first, shape.Queries, shape.Aligned);
                var log = isQuery ? logSumExp[row + first + thread] : -AttentionOperands.Hidden;
                var mean = isQuery ? slopes[row + first + thread] : 0f;
                Group.Barrier();
                queryPart.StorePart(queries, 0);
                gradientPart.StorePart(gradients, 0);
                logs[thread] = log;
                means[thread] = mean;
                Group.Barrier();
                var end = key >= shape.Keys ? 0 : shape.Queries - first < threads ? shape.Queries - first : threads;

                // One after the other: wide heads have no registers for two queries and their gradients.
                for (var i = shape.Causal && key > first ? (key - first) / 2 * 2 : 0; i < end; i += 2)
                {
                    var query0 = TFeatures.Load(queries.Row(i), 0);
                    var gradient0 = TValues.Load(gradients.Row(i), 0);
                    var weight0 = FusedAttention.Weight(shape, own.Dot(query0), term, first + i, key, logs[i]);
                    var change0 = weight0 * (value.Dot(gradient0) - means[i]);
                    valueSums.Add(weight0, gradient0);
                    keySums.Add(change0, query0);
                    var query1 = TFeatures.Load(queries.Row(i, 1), 0);
                    var gradient1 = TValues.Load(gradients.Row(i, 1), 0);
                    var weight1 = FusedAttention.Weight(shape, own.Dot(query1), term, first + i + 1, key, logs[i + 1]);
                    var change1 = weight1 * (value.Dot(gradient1) - means[i + 1]);
                    valueSums.Add(weight1, gradient1);
                    keySums.Add(change1, query1);
                    bias += change0 + change1;
                }
            }

            keySums.Scale(shape.Scale);
            Group.Barrier();
            keySums.Store(queries.Row(thread), 0);
            valueSums.Store(gradients.Row(thread), 0);
            Group.Barrier();
            queries.Drain(keyGradient.From(shape.Key(sample, head)), shape.Stride, group, shape.Keys);
            gradients.Drain(valueGradient.From(shape.Value(sample, head)), shape.ValueStride, group, shape.Keys);
            if (withBiasGradient && key < shape.Keys)
            {
                biasGradient[(((sample * shape.Keys) + key) * shape.Heads) + head] = bias;
            }
        }
    }
}
