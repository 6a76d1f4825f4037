using Gmnm.Generators.Graph.Ops;

namespace Gmnm.Generators.Tests.Oracle;

/// <summary>Operations that reduce one axis to size 1.</summary>
internal static class ReductionEvaluators
{
    public static IReadOnlyDictionary<Type, Evaluator> All { get; } = new Dictionary<Type, Evaluator>
    {
        [typeof(Sum)] = static (op, inputs, sizes, _) => Reduce(inputs[0], ((Sum)op).Axis, sizes, 0, static (a, b) => a + b),
        [typeof(Maximum)] = static (op, inputs, sizes, _) =>
            Reduce(inputs[0], ((Maximum)op).Axis, sizes, double.NegativeInfinity, Math.Max),
    };

    private static DoubleTensor Reduce(DoubleTensor input, int axis, int[] sizes, double start, Func<double, double, double> combine)
    {
        var result = new DoubleTensor(sizes);
        result.Values.AsSpan().Fill(start);
        for (var flat = 0; flat < input.Values.Length; flat++)
        {
            var place = input.Place(flat);
            place[axis] = 0;
            ref var value = ref result.Values[result.Flat(place)];
            value = combine(value, input.Values[flat]);
        }

        return result;
    }
}
