using System.Runtime.CompilerServices;
using ILGPU;

namespace Gmnm.Gpu.Kernels;

/// <content>The gradient of the queries.</content>
public static partial class RowAttention
{
    /// <inheritdoc cref="FusedAttention.QueryGradient"/>
    /// <typeparam name="TFeatures">As many features as a key has.</typeparam>
    /// <typeparam name="TValues">As many features as a value has.</typeparam>
    /// <typeparam name="TRows">How rows are read.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void QueryGradient<TFeatures, TValues, TRows>(
        GpuAttention shape, int samples, AttentionOperands operands, Place mixed, Place logSumExp, Place mixedGradient,
        Place queryGradient, Place slopes)
        where TFeatures : struct, IHeadFeatures<TFeatures>
        where TValues : struct, IHeadFeatures<TValues>
        where TRows : struct, IHeadRows
    {
        var (thread, threads, size, valueSize) = (Group.IdxX, shape.Threads, shape.Size, shape.ValueSize);
        var keys = HeadSlab.Of(size, threads);
        var values = HeadSlab.Of(valueSize, threads);
        var terms = SharedMemory.Allocate1D<float>(threads);
        var tiles = (shape.Queries + threads - 1) / threads;
        for (var tile = Grid.IdxX; tile < samples * shape.Heads * tiles; tile += Grid.DimX)
        {
            var (sample, head) = (tile / (shape.Heads * tiles), tile / tiles % shape.Heads);
            var group = tile % tiles * threads;
            var query = group + thread;
            var row = (((sample * shape.Heads) + head) * shape.Queries) + query;
            var (key, value) = (operands.Key.From(shape.Key(sample, head)), operands.Value.From(shape.Value(sample, head)));
            var result = shape.Mixed(sample, head);
            var queryPart = keys.Load<TFeatures, TRows>(
                operands.Query.From(shape.Query(sample, head)), shape.Stride, group, shape.Queries, shape.Aligned);
            var gradientPart = values.Load<TValues, TRows>(mixedGradient.From(result), shape.ValueStride, group, shape.Queries, shape.Aligned);
            var mixedPart = values.Load<TValues, TRows>(mixed.From(result), shape.ValueStride, group, shape.Queries, shape.Aligned);
            Group.Barrier();
            queryPart.StorePart(keys, 0);
            gradientPart.StorePart(values, 0);
            Group.Barrier();
            var own = TFeatures.Load(keys.Row(thread), 0);
            var gradient = TValues.Load(values.Row(thread), 0);
            Group.Barrier();
            mixedPart.StorePart(values, 0);
            Group.Barrier();
            var slope = gradient.Dot(TValues.Load(values.Row(thread), 0));
            var log = query < shape.Queries ? logSumExp[row] : 0f;
            if (query < shape.Queries)
            {
                slopes[row] = slope;
            }

            TFeatures sums = default;
            var visible = Visible(shape, group + threads - 1);
            for (var first = 0; first < visible; first += threads)
            {
                var keyPart = keys.Load<TFeatures, TRows>(key, shape.Stride, first, shape.Keys, shape.Aligned);
                var valuePart = values.Load<TValues, TRows>(value, shape.ValueStride, first, shape.Keys, shape.Aligned);
                var term = operands.Term(shape, sample, head, first + thread);
                Group.Barrier();
                keyPart.StorePart(keys, 0);
                valuePart.StorePart(values, 0);
                terms[thread] = term;
                Group.Barrier();
                var end = EndOfKeys(shape, query, first);
                for (var i = 0; i < end; i += 2)
                {
                    var key0 = TFeatures.Load(keys.Row(i), 0);
                    var key1 = TFeatures.Load(keys.Row(i, 1), 0);
                    var change0 = gradient.Dot(TValues.Load(values.Row(i), 0));
                    var change1 = gradient.Dot(TValues.Load(values.Row(i, 1), 0));
                    var weight0 = FusedAttention.Weight(shape, own.Dot(key0), terms[i], query, first + i, log);
                    var weight1 = FusedAttention.Weight(shape, own.Dot(key1), terms[i + 1], query, first + i + 1, log);
                    sums.Add(weight0 * (change0 - slope), key0);
                    sums.Add(weight1 * (change1 - slope), key1);
                }
            }

            sums.Scale(shape.Scale);
            Group.Barrier();
            sums.Store(keys.Row(thread), 0);
            Group.Barrier();
            keys.Drain(queryGradient.From(shape.Query(sample, head)), shape.Stride, group, shape.Queries);
        }
    }
}
