using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Graph.Ops;

/// <summary>Sum along one axis, which stays with size 1.</summary>
internal sealed record Sum(int Axis) : Op
{
    public override int Arity => 1;

    public override Shape InferShape(IReadOnlyList<Shape> inputs) =>
        Axis >= 0 && Axis < inputs[0].Rank
            ? inputs[0].With(Axis, 1)
            : throw new InvalidGraphException($"Axis {Axis} of {inputs[0]} does not exist.");

    public override IReadOnlyList<Node?> Gradient(GraphBuilder graph, Node node, Node gradient) =>
        [graph.Broadcast(gradient, graph.Nodes[node.Inputs[0]].Shape)];

    public override string ToString() => $"Sum axis {Axis}";
}
