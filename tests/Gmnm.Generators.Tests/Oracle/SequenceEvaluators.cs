using Gmnm.Generators.Graph.Ops;

namespace Gmnm.Generators.Tests.Oracle;

/// <summary>Tables by index and tables of places.</summary>
internal static class SequenceEvaluators
{
    public static IReadOnlyDictionary<Type, Evaluator> All { get; } = new Dictionary<Type, Evaluator>
    {
        [typeof(EmbeddingLookup)] = static (_, inputs, sizes, _) => Lookup(inputs[0], inputs[1], sizes),
        [typeof(EmbeddingLookupGradient)] = static (_, inputs, sizes, _) => Gather(inputs[0], inputs[1], sizes),
        [typeof(SinusoidTable)] = static (op, _, sizes, _) => Sinusoids((SinusoidTable)op, sizes),
    };

    private static DoubleTensor Lookup(DoubleTensor indices, DoubleTensor table, int[] sizes)
    {
        var result = new DoubleTensor(sizes);
        for (var row = 0; row < result.Rows; row++)
        {
            for (var column = 0; column < result.Last; column++)
            {
                result[row, column] = table[Index(indices, row), column];
            }
        }

        return result;
    }

    private static DoubleTensor Gather(DoubleTensor indices, DoubleTensor rows, int[] sizes)
    {
        var result = new DoubleTensor(sizes);
        for (var row = 0; row < rows.Rows; row++)
        {
            for (var column = 0; column < rows.Last; column++)
            {
                result[Index(indices, row), column] += rows[row, column];
            }
        }

        return result;
    }

    /// <summary>Rounded, so that central differences see what the derivative is: nothing between two indices.</summary>
    private static int Index(DoubleTensor indices, int row) => (int)Math.Round(indices.Values[row]);

    private static DoubleTensor Sinusoids(SinusoidTable op, int[] sizes)
    {
        var result = new DoubleTensor(sizes);
        for (var place = 0; place < op.Length; place++)
        {
            for (var column = 0; column < op.Features; column++)
            {
                var pair = op.Form == SinusoidForm.Interleaved ? column / 2 * 2 : column;
                var angle = place / Math.Pow(10000, (double)pair / op.Features);
                var sine = op.Form == SinusoidForm.Sine || (op.Form == SinusoidForm.Interleaved && column == pair);
                result[place, column] = sine ? Math.Sin(angle) : Math.Cos(angle);
            }
        }

        return result;
    }
}
