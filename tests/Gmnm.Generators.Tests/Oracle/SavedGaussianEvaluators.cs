using Gmnm.Generators.Graph.Ops;

namespace Gmnm.Generators.Tests.Oracle;

/// <summary>The backward pass of Gaussian components in steps, from saved projections.</summary>
internal static class SavedGaussianEvaluators
{
    public static IReadOnlyDictionary<Type, Evaluator> All { get; } = new Dictionary<Type, Evaluator>
    {
        [typeof(GaussianSavedProjections)] = static (op, inputs, sizes, _) =>
            Saved(((GaussianSavedProjections)op).Forward, inputs, sizes),
        [typeof(GaussianDerivative)] = static (op, inputs, sizes, _) => Derivative(((GaussianDerivative)op).Forward, inputs, sizes),
        [typeof(GaussianOffsetGradient)] = static (op, inputs, sizes, _) => Sum(
            ((GaussianOffsetGradient)op).Forward, inputs[0], sizes, static (result, _, index, slope) => result.Values[index] -= slope),
        [typeof(GaussianInputGradient)] = static (op, inputs, sizes, _) => Sum(
            ((GaussianInputGradient)op).Forward, inputs[0], sizes, (result, row, index, slope) =>
            {
                for (var d = 0; d < result.Last; d++)
                {
                    result[row, d] += slope * inputs[1][index, d];
                }
            }),
        [typeof(GaussianWeightGradient)] = static (op, inputs, sizes, _) => Weights((GaussianWeightGradient)op, inputs, sizes),
    };

    private static DoubleTensor Saved(GaussianProjections forward, DoubleTensor[] inputs, int[] sizes)
    {
        var result = new DoubleTensor(sizes);
        ForEach(forward, result.Rows, (row, component, places) =>
        {
            var y = GaussianEvaluators.Projections(inputs, row, component, forward.Projections);
            for (var p = 0; p < places.Length; p++)
            {
                result[row, places[p]] = y[p];
            }
        });
        return result;
    }

    private static DoubleTensor Derivative(GaussianProjections forward, DoubleTensor[] inputs, int[] sizes)
    {
        var (saved, exponentials, upstream) = (inputs[0], inputs[1], inputs[2]);
        var result = new DoubleTensor(sizes);
        ForEach(forward, result.Rows, (row, component, places) =>
        {
            var slopes = GaussianEvaluators.ExponentGradient(forward.Aggregation, [.. places.Select(place => saved[row, place])]);
            for (var p = 0; p < places.Length; p++)
            {
                result[row, places[p]] = upstream[row, component] * exponentials[row, component] * -0.5 * slopes[p];
            }
        });
        return result;
    }

    private static DoubleTensor Weights(GaussianWeightGradient op, DoubleTensor[] inputs, int[] sizes)
    {
        var x = inputs[1];
        var result = Sum(op.Forward, inputs[0], sizes, (result, row, index, slope) =>
        {
            for (var d = 0; d < x.Last; d++)
            {
                result[index, d] += slope * x[row, d];
            }
        });
        for (var index = 0; op.Centered && index < result.Rows; index++)
        {
            for (var d = 0; d < x.Last; d++)
            {
                result[index, d] += inputs[2].Values[index] * inputs[3][index / op.Forward.Projections, d];
            }
        }

        return result;
    }

    /// <summary>Adds up over all derivatives: row of the batch, row of the weights, derivative.</summary>
    private static DoubleTensor Sum(
        GaussianProjections forward, DoubleTensor derivative, int[] sizes, Action<DoubleTensor, int, int, double> add)
    {
        var result = new DoubleTensor(sizes);
        ForEach(forward, derivative.Rows, (row, component, places) =>
        {
            for (var p = 0; p < places.Length; p++)
            {
                add(result, row, (component * forward.Projections) + p, derivative[row, places[p]]);
            }
        });
        return result;
    }

    /// <summary>Each component of each row with the places of its projections.</summary>
    private static void ForEach(GaussianProjections forward, int rows, Action<int, int, int[]> visit)
    {
        const int block = GaussianSavedProjections.Block;
        for (var row = 0; row < rows; row++)
        {
            for (var component = 0; component < forward.Components; component++)
            {
                var first = (component / block * block * forward.Projections) + (component % block);
                visit(row, component, [.. Enumerable.Range(0, forward.Projections).Select(p => first + (p * block))]);
            }
        }
    }
}
