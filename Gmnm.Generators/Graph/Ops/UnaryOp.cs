using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Graph.Ops;

/// <summary>An elementwise operation on one tensor.</summary>
internal abstract record UnaryOp : Op
{
    public sealed override int Arity => 1;

    /// <summary>A polynomial or worse: worth storing instead of computing twice.</summary>
    public virtual bool IsExpensive => false;

    public override Shape InferShape(IReadOnlyList<Shape> inputs) => inputs[0];

    public sealed override IReadOnlyList<Node?> Gradient(GraphBuilder graph, Node node, Node gradient) =>
        Derivative(graph, graph.Nodes[node.Inputs[0]], node) is { } derivative
            ? [graph.Add(new Multiply(), gradient, derivative)]
            : [null];

    /// <summary>d result / d input, elementwise; null where it is zero everywhere.</summary>
    protected abstract Node? Derivative(GraphBuilder graph, Node input, Node result);

    public sealed override string ToString() => base.ToString();
}
