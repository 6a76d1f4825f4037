using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Graph.Ops;

/// <summary>Zeros before and after, along one axis; never along the batch.</summary>
internal sealed record Pad(int Axis, int Before, int After) : Op
{
    public override int Arity => 1;

    public override Shape InferShape(IReadOnlyList<Shape> inputs) =>
        Axis >= 0 && Axis < inputs[0].Rank && inputs[0].Sizes[Axis] != Shape.Batch && Before >= 0 && After >= 0
            ? inputs[0].With(Axis, checked(Before + inputs[0].Sizes[Axis] + After))
            : throw new InvalidGraphException($"{inputs[0]} cannot be padded by {Before} and {After} along axis {Axis}.");

    public override IReadOnlyList<Node?> Gradient(GraphBuilder graph, Node node, Node gradient) =>
        [graph.Add(new Slice(Axis, Before, graph.Nodes[node.Inputs[0]].Shape.Sizes[Axis]), gradient)];

    public override string ToString() => $"Pad axis {Axis}, {Before} before, {After} after";
}
