namespace Gmnm.Runtime.Tests.Numerics;

/// <summary>Attention and its gradients in double, straight from the definition.</summary>
internal sealed class AttentionFormula
{
    private readonly AttentionCall _call;

    internal AttentionFormula(AttentionCall call)
    {
        _call = call;
        (Mixed, LogSumExp) = (new double[call.Mixed.Length], new double[call.LogSumExp.Length]);
        (QueryGradient, KeyGradient) = (new double[call.Query.Length], new double[call.Key.Length]);
        (ValueGradient, BiasGradient) = (new double[call.Value.Length], new double[call.BiasGradient.Length]);
        var shape = call.Shape;
        for (var sample = 0; sample < shape.Samples; sample++)
        {
            for (var head = 0; head < shape.Heads; head++)
            {
                for (var query = 0; query < shape.Queries; query++)
                {
                    Add(sample, head, query);
                }
            }
        }
    }

    internal double[] Mixed { get; }

    internal double[] LogSumExp { get; }

    internal double[] QueryGradient { get; }

    internal double[] KeyGradient { get; }

    internal double[] ValueGradient { get; }

    internal double[] BiasGradient { get; }

    private void Add(int sample, int head, int query)
    {
        var shape = _call.Shape;
        var row = (sample * shape.Queries) + query;
        var (q, y) = ((row * shape.Stride) + (head * shape.Size), (row * shape.ValueStride) + (head * shape.ValueSize));
        int[] seen = [.. Enumerable.Range(0, (int)shape.Keys).Where(j =>
            !(shape.Causal && j > query) && (_call.Mask is not { } mask || mask[(sample * shape.Keys) + j] != 0f))];
        if (seen.Length == 0)
        {
            return;
        }

        var scores = seen.Select(j => Score(sample, head, j, q)).ToArray();
        var largest = scores.Max();
        var sum = scores.Sum(s => Math.Exp(s - largest));
        LogSumExp[(((sample * shape.Heads) + head) * shape.Queries) + query] = largest + Math.Log(sum);
        var weights = scores.Select(s => Math.Exp(s - largest) / sum).ToArray();
        var slopes = new double[seen.Length];
        for (var i = 0; i < seen.Length; i++)
        {
            var v = ValueAt(sample, head, seen[i]);
            for (var c = 0; c < shape.ValueSize; c++)
            {
                Mixed[y + c] += weights[i] * _call.Value[v + c];
                ValueGradient[v + c] += weights[i] * _call.MixedGradient[y + c];
                slopes[i] += (double)_call.Value[v + c] * _call.MixedGradient[y + c];
            }
        }

        var mean = slopes.Zip(weights, static (slope, weight) => slope * weight).Sum();
        for (var i = 0; i < seen.Length; i++)
        {
            var slope = weights[i] * (slopes[i] - mean);
            var k = KeyAt(sample, head, seen[i]);
            BiasGradient[(((sample * shape.Keys) + seen[i]) * shape.Heads) + head] += slope;
            for (var c = 0; c < shape.Size; c++)
            {
                QueryGradient[q + c] += shape.Scale * slope * _call.Key[k + c];
                KeyGradient[k + c] += shape.Scale * slope * _call.Query[q + c];
            }
        }
    }

    private double Score(int sample, int head, int key, nint query)
    {
        var shape = _call.Shape;
        var score = _call.Bias is { } bias ? bias[(((sample * shape.Keys) + key) * shape.Heads) + head] : 0.0;
        var k = KeyAt(sample, head, key);
        for (var c = 0; c < shape.Size; c++)
        {
            score += (double)shape.Scale * _call.Query[query + c] * _call.Key[k + c];
        }

        return score;
    }

    private nint KeyAt(int sample, int head, int key) =>
        (((sample * _call.Shape.Keys) + key) * _call.Shape.Stride) + (head * _call.Shape.Size);

    private nint ValueAt(int sample, int head, int key) =>
        (((sample * _call.Shape.Keys) + key) * _call.Shape.ValueStride) + (head * _call.Shape.ValueSize);
}
