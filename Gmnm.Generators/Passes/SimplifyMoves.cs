using System.Collections.Immutable;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Model;

namespace Gmnm.Generators.Passes;

/// <summary>Local rewrites of the operations that move elements: what moves nothing goes, what moves twice moves once.</summary>
internal static class SimplifyMoves
{
    /// <summary>What may take the place of an operation on these inputs; null where nothing is simpler.</summary>
    public static Node? Rule(GraphBuilder graph, Op op, ImmutableArray<Node> inputs) => op switch
    {
        Slice slice when slice.Length == inputs[0].Shape.Sizes[slice.Axis] => inputs[0],
        Slice slice when inputs[0].Op is Slice inner && inner.Axis == slice.Axis =>
            Again(graph, inner with { Start = inner.Start + slice.Start, Length = slice.Length }, Input(graph, inputs[0], 0)),
        Pad { Before: 0, After: 0 } => inputs[0],
        Permute permute => Permuted(graph, permute, inputs[0]),
        Concat { Count: 1 } => inputs[0],
        Concat concat when inputs.Any(input => input.Op is Concat inner && inner.Axis == concat.Axis) => Flattened(graph, concat, inputs),
        Add => Joined(graph, inputs[0], inputs[1]) ?? Joined(graph, inputs[1], inputs[0]),
        _ => null,
    };

    private static Node Again(GraphBuilder graph, Op op, params Node[] inputs) =>
        Rule(graph, op, [.. inputs]) ?? graph.Add(op, inputs);

    private static Node? Permuted(GraphBuilder graph, Permute permute, Node input)
    {
        if (input.Op is Permute inner)
        {
            return Again(graph, new Permute(permute.Axes.Select(axis => inner.Axes[axis]).ToEquatableArray()), Input(graph, input, 0));
        }

        // Axes of size 1 may go anywhere: the elements stay in order.
        var longer = permute.Axes.Where(axis => input.Shape.Sizes[axis] != 1).ToArray();
        return longer.SequenceEqual(longer.OrderBy(static axis => axis))
            ? graph.Reshape(input, permute.InferShape([input.Shape]))
            : null;
    }

    private static Node Flattened(GraphBuilder graph, Concat concat, ImmutableArray<Node> inputs)
    {
        Node[] parts = [.. inputs.SelectMany(input => input.Op is Concat inner && inner.Axis == concat.Axis
            ? input.Inputs.Items.Select(id => graph.Nodes[id])
            : [input])];
        return Again(graph, new Concat(concat.Axis, parts.Length), parts);
    }

    /// <summary>The sum of neighbouring parts, each with zeros around it, is their concatenation: the gradient of slices.</summary>
    private static Node? Joined(GraphBuilder graph, Node first, Node second)
    {
        if (first.Op is not Pad before || second.Op is not Pad after || before.Axis != after.Axis)
        {
            return null;
        }

        var (left, right) = (Input(graph, first, 0), Input(graph, second, 0));
        return before.Before + left.Shape.Sizes[before.Axis] == after.Before && first.Shape == second.Shape
            ? Again(graph, before with { After = after.After }, Again(graph, new Concat(before.Axis, 2), left, right))
            : null;
    }

    private static Node Input(GraphBuilder graph, Node node, int index) => graph.Nodes[node.Inputs[index]];
}
