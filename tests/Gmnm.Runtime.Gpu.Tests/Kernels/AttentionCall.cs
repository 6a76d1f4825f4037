using Gmnm.Gpu.Kernels;

namespace Gmnm.Runtime.Gpu.Tests.Kernels;

/// <summary>Data of an attention, its results and gradients in double, straight from the definition.</summary>
internal sealed class AttentionCall
{
    internal const int Samples = 2;

    private readonly GpuAttention _shape;
    private readonly bool _masked;
    private readonly bool _biased;

    internal AttentionCall(GpuAttention shape, bool masked, bool biased)
    {
        (_shape, _masked, _biased) = (shape, masked, biased);
        var (queries, keys) = (Samples * shape.Queries, Samples * shape.Keys);
        (Query, Key) = (Values.Uniform(queries * shape.Stride, 1), Values.Uniform(keys * shape.Stride, 2));
        (Value, Gradient) = (Values.Uniform(keys * shape.ValueStride, 3), Values.Uniform(queries * shape.ValueStride, 4));
        Mask = [.. Values.Whole(keys, 5, 3).Select((x, i) => i is 0 or 1 ? 0f : x)];
        Bias = Values.Uniform(keys * shape.Heads, 6);
        (Mixed, LogSumExp) = (new double[Gradient.Length], new double[queries * shape.Heads]);
        (QueryGradient, KeyGradient) = (new double[Query.Length], new double[Key.Length]);
        (ValueGradient, BiasGradient) = (new double[Value.Length], new double[Bias.Length]);
        for (var row = 0; row < LogSumExp.Length; row++)
        {
            Add(row / (shape.Heads * shape.Queries), row / shape.Queries % shape.Heads, row % shape.Queries, row);
        }
    }

    internal float[] Query { get; }

    internal float[] Key { get; }

    internal float[] Value { get; }

    internal float[] Gradient { get; }

    internal float[] Mask { get; }

    internal float[] Bias { get; }

    internal double[] Mixed { get; }

    internal double[] LogSumExp { get; }

    internal double[] QueryGradient { get; }

    internal double[] KeyGradient { get; }

    internal double[] ValueGradient { get; }

    internal double[] BiasGradient { get; }

    private void Add(int sample, int head, int query, int row)
    {
        int[] seen = [.. Enumerable.Range(0, _shape.Keys).Where(key =>
            !(_shape.Causal && key > query) && !(_masked && Mask[(sample * _shape.Keys) + key] == 0f))];
        if (seen.Length == 0)
        {
            return;
        }

        var q = _shape.Query(sample, head) + (query * _shape.Stride);
        var y = _shape.Mixed(sample, head) + (query * _shape.ValueStride);
        double[] exponentials = [.. seen.Select(key => Math.Exp(Score(sample, head, key, q)))];
        var sum = exponentials.Sum();
        LogSumExp[row] = Math.Log(sum);
        double[] weights = [.. exponentials.Select(exponential => exponential / sum)];
        var slopes = new double[seen.Length];
        for (var i = 0; i < seen.Length; i++)
        {
            var v = _shape.Value(sample, head) + (seen[i] * _shape.ValueStride);
            for (var c = 0; c < _shape.ValueSize; c++)
            {
                Mixed[y + c] += weights[i] * Value[v + c];
                ValueGradient[v + c] += weights[i] * Gradient[y + c];
                slopes[i] += (double)Value[v + c] * Gradient[y + c];
            }
        }

        var mean = slopes.Zip(weights, static (slope, weight) => slope * weight).Sum();
        for (var i = 0; i < seen.Length; i++)
        {
            var slope = weights[i] * (slopes[i] - mean);
            var k = _shape.Key(sample, head) + (seen[i] * _shape.Stride);
            BiasGradient[(((sample * _shape.Keys) + seen[i]) * _shape.Heads) + head] += slope;
            for (var c = 0; c < _shape.Size; c++)
            {
                QueryGradient[q + c] += _shape.Scale * slope * Key[k + c];
                KeyGradient[k + c] += _shape.Scale * slope * Query[q + c];
            }
        }
    }

    private double Score(int sample, int head, int key, int q)
    {
        var score = _biased ? Bias[(((sample * _shape.Keys) + key) * _shape.Heads) + head] : 0.0;
        var k = _shape.Key(sample, head) + (key * _shape.Stride);
        for (var c = 0; c < _shape.Size; c++)
        {
            score += (double)_shape.Scale * Query[q + c] * Key[k + c];
        }

        return score;
    }
}
