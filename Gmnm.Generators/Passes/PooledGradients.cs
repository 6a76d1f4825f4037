using System.Collections.Immutable;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;

namespace Gmnm.Generators.Passes;

/// <summary>
/// The gradient of max pooling is not zero only where an input is what the window gave. What is done with it there is done with
/// the fewer elements of the pooling's result before they are spread: the derivative of an activation before the pooling, and
/// sums over the image, such as a bias's gradient.
/// </summary>
internal static class PooledGradients
{
    public static ComputationGraph Run(ComputationGraph graph) => GraphRewriter.Rewrite(graph, Rule);

    private static Node? Rule(GraphBuilder graph, Node node, ImmutableArray<Node> inputs) => node.Op switch
    {
        Multiply => Scaled(graph, inputs[0], inputs[1]) ?? Scaled(graph, inputs[1], inputs[0]),
        Sum { Axis: 2 } sum when inputs[0].Op is Reshape => Summed(graph, sum, inputs[0]),
        _ => null,
    };

    /// <summary>The gradient times a function of the pooling's input.</summary>
    private static Node? Scaled(GraphBuilder graph, Node gradient, Node factor)
    {
        if (gradient.Op is not MaxPoolGradient || factor.Shape != gradient.Shape)
        {
            return null;
        }

        var (input, result, pooled) = (Input(graph, gradient, 0), Input(graph, gradient, 1), Input(graph, gradient, 2));

        // Beside what computed the gradient, not behind a view of it.
        var source = pooled.Op is Reshape ? Input(graph, pooled, 0) : pooled;
        return OfResult(graph, factor, input, graph.Reshape(result, source.Shape)) is { } scale
            ? graph.Add(gradient.Op, input, result, graph.Reshape(graph.Add(new Multiply(), source, scale), pooled.Shape))
            : null;
    }

    /// <summary>A function of the pooling's input and of numbers, of the result instead; null where it reads anything else.</summary>
    private static Node? OfResult(GraphBuilder graph, Node function, Node input, Node result)
    {
        if (function.Id == input.Id)
        {
            return result;
        }

        if (function.Shape.Rank == 0 && OpClasses.IsInline(function.Op))
        {
            return function;
        }

        if (!OpClasses.IsElementwise(function.Op))
        {
            return null;
        }

        var operands = function.Inputs.Items.Select(id => OfResult(graph, graph.Nodes[id], input, result)).ToArray();
        return operands.Any(static operand => operand is null) ? null : graph.Add(function.Op, [.. operands.Select(static operand => operand!)]);
    }

    /// <summary>The sum over all places of an image, [N, C, H · W]: every window gives to exactly one.</summary>
    private static Node? Summed(GraphBuilder graph, Sum sum, Node view)
    {
        var gradient = Input(graph, view, 0);
        if (gradient.Op is not MaxPoolGradient { Window: var window } || view.Shape.Rank != 3
            || view.Shape.Sizes[1] != gradient.Shape.Sizes[1] || HasPadding(window))
        {
            return null;
        }

        var pooled = Input(graph, gradient, 2);
        var (rows, columns) = (pooled.Shape.Sizes[2], pooled.Shape.Sizes[3]);
        return graph.Add(sum, graph.Reshape(pooled, view.Shape.With(2, rows * columns)));
    }

    /// <summary>Whether a window could see nothing but padding.</summary>
    private static bool HasPadding(Window window) =>
        (window.PaddingTop, window.PaddingBottom, window.PaddingLeft, window.PaddingRight) != (0, 0, 0, 0);

    private static Node Input(GraphBuilder graph, Node node, int index) => graph.Nodes[node.Inputs[index]];
}
