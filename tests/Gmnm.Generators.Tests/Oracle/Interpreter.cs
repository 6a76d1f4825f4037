using Gmnm.Generators.Graph;

namespace Gmnm.Generators.Tests.Oracle;

/// <summary>
/// Runs a graph naively in double precision, node by node, every value kept: what passes and backends are compared with.
/// </summary>
internal static class Interpreter
{
    /// <summary>The value of every node, by id.</summary>
    public static DoubleTensor[] Evaluate(ComputationGraph graph, Bindings bindings)
    {
        var values = new DoubleTensor[graph.Nodes.Length];
        foreach (var node in graph.Nodes)
        {
            DoubleTensor[] inputs = [.. node.Inputs.Select(id => values[id])];
            var sizes = DoubleTensor.Resolve(node.Shape, bindings.Batch);
            var value = Evaluators.For(node.Op)(node.Op, inputs, sizes, bindings);
            if (!value.Sizes.SequenceEqual(sizes))
            {
                throw new InvalidOperationException(
                    $"%{node.Id} {node.Op} yields [{string.Join(", ", value.Sizes)}], its shape is {node.Shape}.");
            }

            values[node.Id] = value;
        }

        return values;
    }

    /// <summary>The values that the graph is there to compute.</summary>
    public static GraphResults Run(ComputationGraph graph, Bindings bindings)
    {
        var values = Evaluate(graph, bindings);
        double[]? Single(OutputKind kind) =>
            graph.Outputs.SingleOrDefault(output => output.Kind == kind) is { } output ? values[output.Node].Values : null;
        Dictionary<string, double[]> ByName(OutputKind kind) => graph.Outputs
            .Where(output => output.Kind == kind)
            .ToDictionary(static output => output.Name, output => values[output.Node].Values);
        return new GraphResults(
            Single(OutputKind.Prediction),
            Single(OutputKind.Loss)?[0],
            ByName(OutputKind.ParameterGradient),
            ByName(OutputKind.StateUpdate));
    }
}
