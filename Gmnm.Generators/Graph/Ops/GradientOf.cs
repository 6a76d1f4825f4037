using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Graph.Ops;

/// <summary>
/// Derivative of the sum of a value with respect to another value that it depends on, of the latter's shape. Stands for
/// nodes that differentiation puts in its place, before anything else sees the graph.
/// </summary>
internal sealed record GradientOf : Op
{
    public override int Arity => 2;

    public override Shape InferShape(IReadOnlyList<Shape> inputs) => inputs[1];

    public override IReadOnlyList<Node?> Gradient(GraphBuilder graph, Node node, Node gradient) =>
        throw new InvalidGraphException("A derivative must be expanded before it is differentiated.");

    public override string ToString() => nameof(GradientOf);
}
