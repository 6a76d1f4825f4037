using System.Runtime.CompilerServices;
using ILGPU;

namespace Gmnm.Gpu.Kernels;

/// <summary>
/// What <see cref="FusedAttention"/> computes, for heads of at most <see cref="MostFeatures"/>: a thread has a query,
/// in the gradient of the keys a key, with its features and its sums in registers. A group has as many rows of a head, and of
/// the other side a slab of as many at a time in shared memory, which all lanes of a warp read at the same place: a load
/// of 16 bytes for four multiply-adds, in the gradients for six or eight. A grid of samples · heads · tiles of such groups has a tile each.
/// </summary>
public static partial class RowAttention
{
    /// <summary>Features of a key, or of a value, in a head at most: a thread has no registers for more.</summary>
    public const int MostFeatures = 32;

    /// <summary>Computes the mixed values. A query that sees no key gets zeros.</summary>
    /// <inheritdoc cref="FusedAttention.Forward"/>
    /// <typeparam name="TFeatures">As many features as a key has.</typeparam>
    /// <typeparam name="TValues">As many features as a value has.</typeparam>
    /// <typeparam name="TRows">How rows are read.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Forward<TFeatures, TValues, TRows>(
        GpuAttention shape, int samples, AttentionOperands operands, Place mixed, bool withLogSumExp, Place logSumExp)
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
            var (key, value) = (operands.Key.From(shape.Key(sample, head)), operands.Value.From(shape.Value(sample, head)));
            var part = keys.Load<TFeatures, TRows>(
                operands.Query.From(shape.Query(sample, head)), shape.Stride, group, shape.Queries, shape.Aligned);
            Group.Barrier();
            part.StorePart(keys, 0);
            Group.Barrier();
            var own = TFeatures.Load(keys.Row(thread), 0);
            TValues sums = default;
            var (max, sum) = (FusedAttention.Lowest, 0f);
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
                for (var row = 0; row < end; row += 4)
                {
                    var seen = first + row;
                    var four = AttentionTile.Load(terms, row / 4);
                    var product0 = own.Dot(TFeatures.Load(keys.Row(row), 0));
                    var product1 = own.Dot(TFeatures.Load(keys.Row(row, 1), 0));
                    var product2 = own.Dot(TFeatures.Load(keys.Row(row, 2), 0));
                    var product3 = own.Dot(TFeatures.Load(keys.Row(row, 3), 0));
                    var score0 = AttentionOperands.Score(shape, product0, four.A, query, seen);
                    var score1 = AttentionOperands.Score(shape, product1, four.B, query, seen + 1);
                    var score2 = AttentionOperands.Score(shape, product2, four.C, query, seen + 2);
                    var score3 = AttentionOperands.Score(shape, product3, four.D, query, seen + 3);
                    var before = max;
                    max = GpuMath.Max(max, GpuMath.Max(GpuMath.Max(score0, score1), GpuMath.Max(score2, score3)));
                    var factor = GpuMath.Exp(before - max);
                    var (weight0, weight1) = (GpuMath.Exp(score0 - max), GpuMath.Exp(score1 - max));
                    var (weight2, weight3) = (GpuMath.Exp(score2 - max), GpuMath.Exp(score3 - max));
                    sum = (sum * factor) + (weight0 + weight1 + (weight2 + weight3));
                    sums.Scale(factor);
                    sums.Add(weight0, TValues.Load(values.Row(row), 0));
                    sums.Add(weight1, TValues.Load(values.Row(row, 1), 0));
                    sums.Add(weight2, TValues.Load(values.Row(row, 2), 0));
                    sums.Add(weight3, TValues.Load(values.Row(row, 3), 0));
                }
            }

            sums.Scale(FusedAttention.Inverse(sum));
            Group.Barrier();
            sums.Store(values.Row(thread), 0);
            Group.Barrier();
            values.Drain(mixed.From(shape.Mixed(sample, head)), shape.ValueStride, group, shape.Queries);
            if (withLogSumExp && query < shape.Queries)
            {
                logSumExp[(((sample * shape.Heads) + head) * shape.Queries) + query] = sum == 0f ? 0f : max + GpuMath.Log(sum);
            }
        }
    }

    /// <summary>How many keys a query sees, if none is masked.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Visible(GpuAttention shape, int query) =>
        shape.Causal && query + 1 < shape.Keys ? query + 1 : shape.Keys;

    /// <summary>How many keys of a slab a query sees; none beyond the queries.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int EndOfKeys(GpuAttention shape, int query, int first)
    {
        var end = query < shape.Queries ? Visible(shape, query) - first : 0;
        return end < shape.Threads ? end : shape.Threads;
    }
}
