using Gmnm.Generators.Graph.Ops;

namespace Gmnm.Generators.Tests.Oracle;

/// <summary>The Gaussian components, straight from their definition e = exp(-q / 2).</summary>
internal static class GaussianEvaluators
{
    public static IReadOnlyDictionary<Type, Evaluator> All { get; } = new Dictionary<Type, Evaluator>
    {
        [typeof(GaussianProjections)] = static (op, inputs, sizes, _) => Projected((GaussianProjections)op, inputs, sizes),
        [typeof(GaussianProjectionsGradient)] = static (op, inputs, sizes, _) =>
            ProjectedGradient((GaussianProjectionsGradient)op, inputs, sizes),
        [typeof(AxisAlignedGaussians)] = static (_, inputs, sizes, _) => AxisAligned(inputs, sizes),
        [typeof(AxisAlignedGaussiansGradient)] = static (op, inputs, sizes, _) =>
            AxisAlignedGradient(((AxisAlignedGaussiansGradient)op).Operand, inputs, sizes),
    };

    public static DoubleTensor Projected(GaussianProjections op, DoubleTensor[] inputs, int[] sizes)
    {
        var result = new DoubleTensor(sizes);
        for (var row = 0; row < result.Rows; row++)
        {
            for (var component = 0; component < op.Components; component++)
            {
                var y = Projections(inputs, row, component, op.Projections);
                result[row, component] = Math.Exp(-Exponent(op.Aggregation, y) / 2);
            }
        }

        return result;
    }

    /// <summary>dL/dy_p = dL/de · e · (-½ dq/dy_p), and y_p = w_p · x - c_p passes it on to x, w and c.</summary>
    private static DoubleTensor ProjectedGradient(GaussianProjectionsGradient op, DoubleTensor[] inputs, int[] sizes)
    {
        var (x, weights, exponentials, upstream) = (inputs[0], inputs[1], inputs[3], inputs[4]);
        var (aggregation, count) = (op.Forward.Aggregation, op.Forward.Projections);
        var result = new DoubleTensor(sizes);
        for (var row = 0; row < x.Rows; row++)
        {
            for (var component = 0; component < op.Forward.Components; component++)
            {
                var slopes = ExponentGradient(aggregation, Projections(inputs, row, component, count));
                for (var p = 0; p < count; p++)
                {
                    var index = (component * count) + p;
                    var slope = upstream[row, component] * exponentials[row, component] * -0.5 * slopes[p];
                    if (op.Operand == 2)
                    {
                        result.Values[index] -= slope;
                        continue;
                    }

                    for (var d = 0; d < x.Last; d++)
                    {
                        if (op.Operand == 0)
                        {
                            result[row, d] += slope * weights[index, d];
                        }
                        else
                        {
                            result[index, d] += slope * x[row, d];
                        }
                    }
                }
            }
        }

        return result;
    }

    /// <summary>y_p = w_p · x - c_p for the projections of one component.</summary>
    public static double[] Projections(DoubleTensor[] inputs, int row, int component, int count)
    {
        var (x, weights, offsets, features) = (inputs[0].Values, inputs[1].Values, inputs[2].Values, inputs[0].Last);
        var y = new double[count];
        for (var p = 0; p < count; p++)
        {
            var index = (component * count) + p;
            y[p] = -offsets[index];
            for (var d = 0; d < features; d++)
            {
                y[p] += weights[(index * features) + d] * x[(row * features) + d];
            }
        }

        return y;
    }

    private static double Exponent(Declaration.Aggregation aggregation, double[] y) => aggregation switch
    {
        Declaration.Aggregation.Norm => y.Sum(static value => value * value),
        Declaration.Aggregation.Sum => Math.Pow(y.Sum(), 2),
        Declaration.Aggregation.Quadratic => Math.Pow(QuadraticForm(y), 2),
        _ => throw new ArgumentException($"{aggregation} has no projections."),
    };

    public static double[] ExponentGradient(Declaration.Aggregation aggregation, double[] y) => aggregation switch
    {
        Declaration.Aggregation.Norm => [.. y.Select(static value => 2 * value)],
        Declaration.Aggregation.Sum => [.. y.Select(_ => 2 * y.Sum())],
        Declaration.Aggregation.Quadratic => [.. y.Select((_, p) => 2 * QuadraticForm(y) * y[(p + (y.Length / 2)) % y.Length])],
        _ => throw new ArgumentException($"{aggregation} has no projections."),
    };

    /// <summary>zᵀ A z with A = Σ_k u_k v_kᵀ: the first half of the projections are u · z, the second half v · z.</summary>
    private static double QuadraticForm(double[] y) =>
        Enumerable.Range(0, y.Length / 2).Sum(k => y[k] * y[k + (y.Length / 2)]);

    private static DoubleTensor AxisAligned(DoubleTensor[] inputs, int[] sizes)
    {
        var (x, centers, scales) = (inputs[0], inputs[1], inputs[2]);
        var result = new DoubleTensor(sizes);
        for (var row = 0; row < result.Rows; row++)
        {
            for (var component = 0; component < result.Last; component++)
            {
                var q = 0.0;
                for (var d = 0; d < x.Last; d++)
                {
                    var distance = Scale(scales, component, d) * (x[row, d] - centers[component, d]);
                    q += distance * distance;
                }

                result[row, component] = Math.Exp(-q / 2);
            }
        }

        return result;
    }

    private static DoubleTensor AxisAlignedGradient(int operand, DoubleTensor[] inputs, int[] sizes)
    {
        var (x, centers, scales, exponentials, upstream) = (inputs[0], inputs[1], inputs[2], inputs[3], inputs[4]);
        var result = new DoubleTensor(sizes);
        for (var row = 0; row < x.Rows; row++)
        {
            for (var component = 0; component < exponentials.Last; component++)
            {
                for (var d = 0; d < x.Last; d++)
                {
                    var (s, z) = (Scale(scales, component, d), x[row, d] - centers[component, d]);
                    var common = upstream[row, component] * exponentials[row, component];
                    switch (operand)
                    {
                        case 0:
                            result[row, d] -= common * s * s * z;
                            break;
                        case 1:
                            result[component, d] += common * s * s * z;
                            break;
                        default:
                            result.Values[scales.Rank == 1 ? component : (component * x.Last) + d] -= common * s * z * z;
                            break;
                    }
                }
            }
        }

        return result;
    }

    private static double Scale(DoubleTensor scales, int component, int axis) =>
        scales.Rank == 1 ? scales.Values[component] : scales[component, axis];
}
