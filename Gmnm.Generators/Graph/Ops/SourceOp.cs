using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Graph.Ops;

/// <summary>An operation without inputs: its shape is its own, and gradients end there.</summary>
internal abstract record SourceOp : Op
{
    public sealed override int Arity => 0;

    /// <summary>Shape of what it yields.</summary>
    public abstract Shape Shape { get; }

    public sealed override Shape InferShape(IReadOnlyList<Shape> inputs) => Shape;

    public sealed override IReadOnlyList<Node?> Gradient(GraphBuilder graph, Node node, Node gradient) => [];
}
