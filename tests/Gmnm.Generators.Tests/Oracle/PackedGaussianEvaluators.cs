using Gmnm.Generators.Graph.Ops;

namespace Gmnm.Generators.Tests.Oracle;

/// <summary>
/// Gaussian components with packed weights. The order of packed weights is the machine's: here they keep their own, and
/// what is filled up is 0.
/// </summary>
internal static class PackedGaussianEvaluators
{
    public static IReadOnlyDictionary<Type, Evaluator> All { get; } = new Dictionary<Type, Evaluator>
    {
        [typeof(PackedProjections)] = static (_, inputs, sizes, _) =>
        {
            var result = new DoubleTensor(sizes);
            inputs[0].Values.CopyTo(result.Values, 0);
            return result;
        },
        [typeof(PackedGaussianProjections)] = static (op, inputs, sizes, _) =>
            GaussianEvaluators.Projected(((PackedGaussianProjections)op).Forward, inputs, sizes),
    };
}
