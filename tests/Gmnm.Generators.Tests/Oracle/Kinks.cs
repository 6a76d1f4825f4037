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
            .SelectMany(node => Place(node.Op) is { } kink
                ? values[node.Inputs[0]].Values.Where(static value => value != 0).Select(value => Math.Abs(Math.Abs(value) - kink))
                : [])
            .Append(double.PositiveInfinity)
            .Min();
    }

    private static double? Place(Op op) => op switch
    {
        Abs or Relu or LeakyRelu => 0,
        Clamp clamp => clamp.Bound,
        _ => null,
    };
}
