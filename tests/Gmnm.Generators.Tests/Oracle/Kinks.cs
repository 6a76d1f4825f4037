using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;

namespace Gmnm.Generators.Tests.Oracle;

/// <summary>Where a graph is not smooth: central differences are no gradient across a kink.</summary>
internal static class Kinks
{
    /// <summary>
    /// Distance from the inputs of the piecewise operations to the nearest place where one bends. An exact zero is what
    /// another piecewise operation or a dropout mask left: it stays zero, so it crosses nothing.
    /// </summary>
    public static double Distance(ComputationGraph graph, Bindings bindings)
    {
        var values = Interpreter.Evaluate(graph, bindings);
        return graph.Nodes
            .SelectMany(node => Distances(node.Op, [.. node.Inputs.Select(id => values[id])], values[node.Id]))
            .Append(double.PositiveInfinity)
            .Min();
    }

    private static IEnumerable<double> Distances(Op op, DoubleTensor[] inputs, DoubleTensor result) => op switch
    {
        Abs or Relu or LeakyRelu or Step or LeakyStep or Sign => NotZero(inputs[0].Values),
        Clamp(var low, var high) => FromEnds(inputs[0], low, high),
        InRange(var low, var high) => FromEnds(inputs[0], low, high),
        GreaterThan or EqualTo or ElementMinimum or ElementMaximum => NotZero(
            Differences(inputs[0].StretchedTo([.. result.Sizes]), inputs[1].StretchedTo([.. result.Sizes]))),
        Maximum => NotZero(Differences(inputs[0], result.StretchedTo([.. inputs[0].Sizes]))),
        MaxPool(var window) => WindowEvaluators.Leads(window, inputs[0], result),
        _ => [],
    };

    private static IEnumerable<double> Differences(DoubleTensor a, DoubleTensor b) => a.Values.Zip(b.Values, static (x, y) => x - y);

    private static IEnumerable<double> FromEnds(DoubleTensor x, double low, double high) =>
        x.Values.Where(static value => value != 0).SelectMany(value => new[] { Math.Abs(value - low), Math.Abs(value - high) });

    private static IEnumerable<double> NotZero(IEnumerable<double> values) => values.Where(static value => value != 0).Select(Math.Abs);
}
