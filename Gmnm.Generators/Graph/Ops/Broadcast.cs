using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Graph.Ops;

/// <summary>x repeated along axes of size 1 or missing ones.</summary>
internal sealed record Broadcast(Shape Target) : Op
{
    public override int Arity => 1;

    public override Shape InferShape(IReadOnlyList<Shape> inputs) =>
        Broadcasting.Combine(inputs[0], Target) == Target
            ? Target
            : throw new InvalidGraphException($"{inputs[0]} does not broadcast to {Target}.");

    public override IReadOnlyList<Node?> Gradient(GraphBuilder graph, Node node, Node gradient) =>
        [graph.SumTo(gradient, graph.Nodes[node.Inputs[0]].Shape)];

    public override string ToString() => nameof(Broadcast);
}
