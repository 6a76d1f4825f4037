using Gmnm.Generators.Graph.Ops;

namespace Gmnm.Generators.Tests.Oracle;

/// <summary>Attention and its gradients, straight from the definition.</summary>
internal static class AttentionEvaluators
{
    public static IReadOnlyDictionary<Type, Evaluator> All { get; } = new Dictionary<Type, Evaluator>
    {
        [typeof(Attention)] = static (op, inputs, sizes, _) => Forward((Attention)op, inputs, sizes),
        [typeof(AttentionGradient)] = static (op, inputs, sizes, _) => Backward((AttentionGradient)op, inputs, sizes),
    };

    private static DoubleTensor Forward(Attention op, DoubleTensor[] inputs, int[] sizes)
    {
        var result = new DoubleTensor(sizes);
        foreach (var row in Rows(op, inputs))
        {
            var largest = row.Scores.Select(static key => key.Score).DefaultIfEmpty().Max();
            var sum = row.Scores.Sum(key => Math.Exp(key.Score - largest));
            if (op.Result == AttentionResult.LogSumExp)
            {
                result.Values[row.Index] = sum == 0 ? 0 : largest + Math.Log(sum);
                continue;
            }

            foreach (var (place, score) in row.Scores)
            {
                foreach (var column in Columns(inputs[2], op, row.Head))
                {
                    result[row.Query, column] += Math.Exp(score - largest) / sum * inputs[2][place, column];
                }
            }
        }

        return result;
    }

    /// <summary>With P = exp(score - log sum) and dP = dy · v, dscore = P (dP - dy · y).</summary>
    private static DoubleTensor Backward(AttentionGradient op, DoubleTensor[] inputs, int[] sizes)
    {
        var forward = op.Forward;
        var (mixed, logs, upstream) = (inputs[^3], inputs[^2], inputs[^1]);
        var result = new DoubleTensor(sizes);
        foreach (var row in Rows(forward, inputs))
        {
            double Dot(DoubleTensor other, int place) =>
                Columns(inputs[2], forward, row.Head).Sum(column => upstream[row.Query, column] * other[place, column]);

            foreach (var (place, score) in row.Scores)
            {
                var weight = Math.Exp(score - logs.Values[row.Index]);
                var slope = weight * (Dot(inputs[2], place) - Dot(mixed, row.Query));
                switch (op.Operand)
                {
                    case 0 or 1:
                        foreach (var column in Columns(inputs[0], forward, row.Head))
                        {
                            var (to, from) = op.Operand == 0 ? (row.Query, inputs[1][place, column]) : (place, inputs[0][row.Query, column]);
                            result[to, column] += forward.Scale * slope * from;
                        }

                        break;
                    case 2:
                        foreach (var column in Columns(inputs[2], forward, row.Head))
                        {
                            result[place, column] += weight * upstream[row.Query, column];
                        }

                        break;
                    default:
                        result[place, row.Head] += slope;
                        break;
                }
            }
        }

        return result;
    }

    /// <summary>For each sample, head and query its place among [batch, heads, queries] and the keys that it sees.</summary>
    private static IEnumerable<(int Index, int Query, int Head, (int Key, double Score)[] Scores)> Rows(Attention op, DoubleTensor[] inputs)
    {
        var (queries, keys) = (inputs[0].Sizes[1], inputs[1].Sizes[1]);
        for (var index = 0; index < inputs[0].Sizes[0] * op.Heads * queries; index++)
        {
            var (sample, head, query) = (index / queries / op.Heads, index / queries % op.Heads, index % queries);
            var row = (sample * queries) + query;
            yield return (index, row, head,
            [
                .. Enumerable.Range(0, keys)
                    .Where(key => !(op.Causal && key > query) && !(op.Masked && inputs[Attention.Mask].Values[(sample * keys) + key] == 0))
                    .Select(key => (sample * keys) + key)
                    .Select(key => (key, Score(op, inputs, row, key, head))),
            ]);
        }
    }

    private static double Score(Attention op, DoubleTensor[] inputs, int query, int key, int head) =>
        (op.Scale * Columns(inputs[0], op, head).Sum(column => inputs[0][query, column] * inputs[1][key, column]))
        + (op.Biased ? inputs[op.Bias][key, head] : 0);

    private static IEnumerable<int> Columns(DoubleTensor x, Attention op, int head) =>
        Enumerable.Range(head * (x.Last / op.Heads), x.Last / op.Heads);
}
