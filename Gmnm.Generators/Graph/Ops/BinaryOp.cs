using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Graph.Ops;

/// <summary>An elementwise operation on two tensors, with broadcasting.</summary>
internal abstract record BinaryOp : Op
{
    public sealed override int Arity => 2;

    public override Shape InferShape(IReadOnlyList<Shape> inputs) =>
        Broadcasting.Combine(inputs[0], inputs[1])
        ?? throw new InvalidGraphException($"{this}: {inputs[0]} and {inputs[1]} do not broadcast.");

    public sealed override IReadOnlyList<Node?> Gradient(GraphBuilder graph, Node node, Node gradient)
    {
        var (left, right) = (graph.Nodes[node.Inputs[0]], graph.Nodes[node.Inputs[1]]);
        var (leftGradient, rightGradient) = Partials(graph, left, right, node, gradient);
        return
        [
            leftGradient is null ? null : graph.SumTo(leftGradient, left.Shape),
            rightGradient is null ? null : graph.SumTo(rightGradient, right.Shape),
        ];
    }

    /// <summary>Gradients with respect to both inputs, of the result's shape; null where zero everywhere.</summary>
    protected abstract (Node? Left, Node? Right) Partials(GraphBuilder graph, Node left, Node right, Node result, Node gradient);

    public sealed override string ToString() => base.ToString();
}
