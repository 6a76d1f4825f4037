using System.Runtime.CompilerServices;
using ILGPU;

namespace Gmnm.Gpu.Kernels;

/// <content>The gradient of the queries.</content>
public static partial class RowAttention
{
    /// <inheritdoc cref="FusedAttention.QueryGradient"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void QueryGradient(
        GpuAttention shape, int samples, AttentionOperands operands, Place mixed, Place logSumExp, Place mixedGradient,
        Place queryGradient, Place slopes)
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
            var queryPart = keys.Load(
                operands.Query.From(shape.Query(sample, head)), shape.Stride, group, shape.Queries, shape.Aligned);
            var gradientPart = values.Load(mixedGradient.From(result), shape.ValueStride, group, shape.Queries, shape.Aligned);
            var mixedPart = values.Load(mixed.From(result), shape.ValueStride, group, shape.Queries, shape.Aligned);
            Group.Barrier();
            keys.Store(queryPart);
            values.Store(gradientPart);
            Group.Barrier();
            var own = HeadFeatures.Load(keys.Row(thread), size);
            var gradient = HeadFeatures.Load(values.Row(thread), valueSize);
            Group.Barrier();
            values.Store(mixedPart);
            Group.Barrier();
            var slope = gradient.Dot(HeadFeatures.Load(values.Row(thread), valueSize), valueSize);
            var log = query < shape.Queries ? logSumExp[row] : 0f;
            if (query < shape.Queries)
            {
                slopes[row] = slope;
            }

            HeadFeatures sums = default;
            var visible = Visible(shape, group + threads - 1);
            for (var first = 0; first < visible; first += threads)
            {
                var keyPart = keys.Load(key, shape.Stride, first, shape.Keys, shape.Aligned);
                var valuePart = values.Load(value, shape.ValueStride, first, shape.Keys, shape.Aligned);
                var term = operands.Term(shape, sample, head, first + thread);
                Group.Barrier();
                keys.Store(keyPart);
                values.Store(valuePart);
                terms[thread] = term;
                Group.Barrier();
                var end = EndOfKeys(shape, query, first);
                for (var i = 0; i < end; i += 2)
                {
                    var key0 = HeadFeatures.Load(keys.Row(i), size);
                    var key1 = HeadFeatures.Load(keys.Row(i, 1), size);
                    var change0 = gradient.Dot(HeadFeatures.Load(values.Row(i), valueSize), valueSize);
                    var change1 = gradient.Dot(HeadFeatures.Load(values.Row(i, 1), valueSize), valueSize);
                    var weight0 = FusedAttention.Weight(shape, own.Dot(key0, size), terms[i], query, first + i, log);
                    var weight1 = FusedAttention.Weight(shape, own.Dot(key1, size), terms[i + 1], query, first + i + 1, log);
                    sums.Add(weight0 * (change0 - slope), key0, size);
                    sums.Add(weight1 * (change1 - slope), key1, size);
                }
            }

            sums.Scale(shape.Scale, size);
            Group.Barrier();
            sums.Store(keys.Row(thread), size);
            Group.Barrier();
            keys.Drain(queryGradient.From(shape.Query(sample, head)), shape.Stride, group, shape.Queries);
        }
    }
}
