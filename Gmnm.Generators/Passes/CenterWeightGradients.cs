using System.Collections.Immutable;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Passes;

/// <summary>
/// dW + dc μ, what the weights of a Gaussian layer get directly and through its offsets, as one kernel: the gradient of
/// the weights is large, and this leaves out a pass over it.
/// </summary>
internal static class CenterWeightGradients
{
    public static ComputationGraph Run(ComputationGraph graph)
    {
        var consumers = graph.Consumers();
        var outputs = graph.Outputs.Select(static output => output.Node).ToImmutableHashSet();
        return GraphRewriter.Rewrite(graph, (builder, node, inputs) =>
            node.Op is not Add ? null
            : Centered(builder, node.Shape, inputs[0], inputs[1], IsReadHereAlone(node.Inputs[0]))
                ?? Centered(builder, node.Shape, inputs[1], inputs[0], IsReadHereAlone(node.Inputs[1])));

        bool IsReadHereAlone(int id) => graph[id].Op is Reshape
            && consumers[id].Length == 1 && !outputs.Contains(id)
            && consumers[graph[id].Inputs[0]].Length == 1 && !outputs.Contains(graph[id].Inputs[0]);
    }

    private static Node? Centered(GraphBuilder graph, Shape shape, Node weights, Node throughOffsets, bool isReadHereAlone)
    {
        if (!isReadHereAlone
            || Input(graph, weights, 0) is not { Op: GaussianWeightGradient { Centered: false, Forward: var forward } } gradient
            || throughOffsets.Op is not Multiply || throughOffsets.Shape != shape)
        {
            return null;
        }

        var (offsets, centers) = (Input(graph, throughOffsets, 0), Input(graph, throughOffsets, 1));
        var isOrdered = IsViewOf(offsets, forward.Components, forward.Projections, 1);
        (offsets, centers) = isOrdered ? (offsets, centers) : (centers, offsets);
        if (!IsViewOf(offsets, forward.Components, forward.Projections, 1) || !IsViewOf(centers, forward.Components, 1, shape.Last))
        {
            return null;
        }

        var centered = graph.Add(
            new GaussianWeightGradient(forward, Centered: true),
            Input(graph, gradient, 0),
            Input(graph, gradient, 1),
            View(graph, offsets, Shape.Of(forward.Components * forward.Projections)),
            View(graph, centers, Shape.Of(forward.Components, shape.Last)));
        return graph.Reshape(centered, shape);
    }

    private static bool IsViewOf(Node node, params int[] sizes) => node.Op is Reshape && node.Shape == Shape.Of(sizes);

    /// <summary>What a view shows, in a shape of its own.</summary>
    private static Node View(GraphBuilder graph, Node view, Shape shape) => graph.Reshape(Input(graph, view, 0), shape);

    private static Node Input(GraphBuilder graph, Node node, int index) => graph.Nodes[node.Inputs[index]];
}
