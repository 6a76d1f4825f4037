using System.Collections.Immutable;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;

namespace Gmnm.Generators.Passes;

/// <summary>Local rewrites that leave less to compute: constants folded, factors gathered, broadcasts made implicit.</summary>
internal static class Simplify
{
    public static ComputationGraph Run(ComputationGraph graph) => GraphRewriter.Rewrite(graph, Rule);

    private static Node? Rule(GraphBuilder graph, Node node, ImmutableArray<Node> inputs) => node.Op switch
    {
        StopGradient => inputs[0],
        Sum sum when inputs[0].Shape.Sizes[sum.Axis] == 1 => inputs[0],
        Maximum maximum when inputs[0].Shape.Sizes[maximum.Axis] == 1 => inputs[0],
        Reshape reshape => Reshaped(graph, inputs[0], reshape),
        Broadcast broadcast when inputs[0].Shape == broadcast.Target => inputs[0],
        Broadcast broadcast when inputs[0].Op is Broadcast => graph.Broadcast(Input(graph, inputs[0], 0), broadcast.Target),
        UnaryOp when inputs[0].Op is Broadcast outer => graph.Broadcast(
            Again(graph, node.Op, Input(graph, inputs[0], 0)), outer.Target),
        BinaryOp or Where when Uniform(graph, inputs) is { } numbers => graph.Broadcast(Again(graph, node.Op, numbers), node.Shape),
        BinaryOp or Where when WithoutBroadcasts(graph, node, inputs) is { } implicitly => Again(graph, node.Op, [.. implicitly]),
        UnaryOp or BinaryOp or Where when node.Shape.IsBatched && BeforeView(graph, node, inputs) is { } before =>
            Reshaped(graph, Again(graph, node.Op, before), new Reshape(node.Shape)),
        Negate => Negated(graph, inputs[0]),
        GreaterThan or EqualTo when inputs[0].Id == inputs[1].Id =>
            graph.Broadcast(graph.Constant(node.Op is EqualTo ? 1 : 0), node.Shape),
        BinaryOp when Value(inputs[0]) is { } left && Value(inputs[1]) is { } right && Fold(node.Op, left, right) is { } value =>
            graph.Constant(value),
        // The square then reads what is in memory anyway, such as the argument of an activation.
        Square when inputs[0].Op is Multiply && Value(Input(graph, inputs[0], 1)) is { } factor && Math.Abs(factor) is > 0.01 and < 100 =>
            graph.Scale(Again(graph, new Square(), Input(graph, inputs[0], 0)), factor * factor),
        Multiply => Product(graph, inputs[0], inputs[1]) ?? Product(graph, inputs[1], inputs[0]),
        Add when inputs[1].Op is Negate => graph.Add(new Subtract(), inputs[0], Input(graph, inputs[1], 0)),
        Subtract when inputs[1].Op is Negate => graph.Add(new Add(), inputs[0], Input(graph, inputs[1], 0)),
        Iota { Length: 1 } => graph.Broadcast(graph.Constant(0), node.Shape),
        _ => SimplifyMoves.Rule(graph, node.Op, inputs),
    };

    private static Node Again(GraphBuilder graph, Op op, params Node[] inputs)
    {
        var node = graph.Add(op, inputs);
        return Rule(graph, node, [.. inputs]) ?? node;
    }

    private static Node Reshaped(GraphBuilder graph, Node input, Reshape reshape) => input.Op switch
    {
        _ when input.Shape == reshape.Target => input,
        Reshape => Reshaped(graph, Input(graph, input, 0), reshape),
        Constant => graph.Broadcast(input, reshape.Target),
        Broadcast when Value(Input(graph, input, 0)) is not null => graph.Broadcast(Input(graph, input, 0), reshape.Target),
        DropoutMask mask => graph.Add(mask with { MaskShape = reshape.Target }),
        _ => graph.Reshape(input, reshape.Target),
    };

    /// <summary>
    /// The operands in the shape of fewer axes that one of them had before it was viewed in the result's; null where none
    /// had, or where another has no such form. So elementwise operations stay beside what they read.
    /// </summary>
    private static Node[]? BeforeView(GraphBuilder graph, Node node, ImmutableArray<Node> inputs)
    {
        var view = inputs.FirstOrDefault(input =>
            input.Op is Reshape && input.Shape == node.Shape && Input(graph, input, 0).Shape.Rank < node.Shape.Rank);
        return view is not null && inputs.All(input => input.Shape.Rank == 0 || (input.Shape == node.Shape && input.Op is not (Broadcast or Iota)))
            ? [.. inputs.Select(input => input.Shape.Rank == 0 ? input : Reshaped(graph, input, new Reshape(Input(graph, view, 0).Shape)))]
            : null;
    }

    private static Node Negated(GraphBuilder graph, Node input) => input.Op switch
    {
        Negate => Input(graph, input, 0),
        Constant constant => graph.Constant(-constant.Value),
        BatchReciprocal reciprocal => graph.Add(reciprocal with { Factor = -reciprocal.Factor }),
        Multiply when Value(Input(graph, input, 1)) is { } factor => graph.Scale(Input(graph, input, 0), -factor),
        Subtract => graph.Add(new Subtract(), Input(graph, input, 1), Input(graph, input, 0)),
        _ => graph.Add(new Negate(), input),
    };

    /// <summary>x · c with the constant c on the right and at most one.</summary>
    private static Node? Product(GraphBuilder graph, Node x, Node other)
    {
        if (Value(other) is not { } factor)
        {
            return null;
        }

        return x.Op switch
        {
            _ when factor == 1 => x,
            BatchReciprocal reciprocal => graph.Add(reciprocal with { Factor = reciprocal.Factor * factor }),
            Negate => Again(graph, new Multiply(), Input(graph, x, 0), graph.Constant(-factor)),
            Multiply when Value(Input(graph, x, 1)) is { } inner =>
                Again(graph, new Multiply(), Input(graph, x, 0), graph.Constant(inner * factor)),
            _ when factor == -1 => graph.Add(new Negate(), x),
            _ => graph.Scale(x, factor),
        };
    }

    /// <summary>The operands as single numbers, where at least one is such a number spread over a shape; else null.</summary>
    private static Node[]? Uniform(GraphBuilder graph, ImmutableArray<Node> inputs)
    {
        Node[] numbers = [.. inputs.Select(input => input.Op is Broadcast ? Input(graph, input, 0) : input)];
        return inputs.Any(static input => input.Op is Broadcast) && numbers.All(static number => number.Shape.Rank == 0)
            ? numbers
            : null;
    }

    /// <summary>The operands before explicit broadcasts that the operation's own broadcasting makes superfluous.</summary>
    private static ImmutableArray<Node>? WithoutBroadcasts(GraphBuilder graph, Node node, ImmutableArray<Node> inputs)
    {
        for (var index = 0; index < inputs.Length; index++)
        {
            if (inputs[index].Op is not Broadcast)
            {
                continue;
            }

            var candidate = inputs.SetItem(index, Input(graph, inputs[index], 0));
            if (Shapes.Broadcasting.Combine(candidate.Select(static input => input.Shape)) == node.Shape)
            {
                return candidate;
            }
        }

        return null;
    }

    private static double? Fold(Op op, double left, double right) => op switch
    {
        Add => left + right,
        Subtract => left - right,
        Multiply => left * right,
        Divide => left / right,
        _ => null,
    };

    private static Node Input(GraphBuilder graph, Node node, int index) => graph.Nodes[node.Inputs[index]];

    private static double? Value(Node node) => node.Op is Constant constant ? constant.Value : null;
}
