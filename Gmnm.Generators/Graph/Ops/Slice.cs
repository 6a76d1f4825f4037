using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Graph.Ops;

/// <summary>A range of the last axis.</summary>
internal sealed record Slice(int Start, int Length) : Op
{
    public override int Arity => 1;

    public override Shape InferShape(IReadOnlyList<Shape> inputs) =>
        Start >= 0 && Length > 0 && Start + Length <= inputs[0].Last
            ? inputs[0].WithLast(Length)
            : throw new InvalidGraphException($"Range {Start}..{Start + Length} is outside {inputs[0]}.");

    public override IReadOnlyList<Node?> Gradient(GraphBuilder graph, Node node, Node gradient) =>
        [graph.Add(new Pad(Start, graph.Nodes[node.Inputs[0]].Shape.Last - Start - Length), gradient)];

    public override string ToString() => $"Slice {Start}..{Start + Length}";
}
