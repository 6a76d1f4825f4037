using Gmnm.Generators.Graph.Ops;

namespace Gmnm.Generators.Tests.Oracle;

/// <summary>Elementwise operations on two tensors or three, with broadcasting.</summary>
internal static class BinaryEvaluators
{
    public static IReadOnlyDictionary<Type, Evaluator> All { get; } = new Dictionary<Type, Evaluator>
    {
        [typeof(Add)] = Map(static (a, b) => a + b),
        [typeof(Subtract)] = Map(static (a, b) => a - b),
        [typeof(Multiply)] = Map(static (a, b) => a * b),
        [typeof(Divide)] = Map(static (a, b) => a / b),
        [typeof(EqualTo)] = Map(static (a, b) => a == b ? 1 : 0),
        [typeof(GreaterThan)] = Map(static (a, b) => a > b ? 1 : 0),
        [typeof(ElementMinimum)] = Map(Math.Min),
        [typeof(ElementMaximum)] = Map(Math.Max),
        [typeof(NormalDistribution)] = Map(static (x, _) => (1 + ErrorFunction.Of(x / Math.Sqrt(2))) / 2),
        [typeof(Where)] = static (_, inputs, sizes, _) =>
        {
            var (condition, a, b) = (inputs[0].StretchedTo(sizes).Values, inputs[1].StretchedTo(sizes).Values, inputs[2].StretchedTo(sizes).Values);
            return new DoubleTensor(sizes, [.. condition.Select((value, index) => value != 0 ? a[index] : b[index])]);
        },
    };

    private static Evaluator Map(Func<double, double, double> function) => (_, inputs, sizes, _) =>
        new DoubleTensor(sizes, [.. inputs[0].StretchedTo(sizes).Values.Zip(inputs[1].StretchedTo(sizes).Values, function)]);
}
