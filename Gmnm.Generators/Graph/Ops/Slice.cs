using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Graph.Ops;

/// <summary>A range of one axis; never of the batch.</summary>
internal sealed record Slice(int Axis, int Start, int Length) : Op
{
    public override int Arity => 1;

    public override Shape InferShape(IReadOnlyList<Shape> inputs) =>
        Axis >= 0 && Axis < inputs[0].Rank && Start >= 0 && Length > 0 && Start + Length <= inputs[0].Sizes[Axis]
            ? inputs[0].With(Axis, Length)
            : throw new InvalidGraphException($"Range {Start}..{Start + Length} of axis {Axis} is outside {inputs[0]}.");

    public override IReadOnlyList<Node?> Gradient(GraphBuilder graph, Node node, Node gradient)
    {
        var size = graph.Nodes[node.Inputs[0]].Shape.Sizes[Axis];
        return [graph.Add(new Pad(Axis, Start, size - Start - Length), gradient)];
    }

    public override string ToString() => $"Slice axis {Axis}, {Start}..{Start + Length}";
}
