using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Graph.Ops;

/// <summary>Zeros before and after, along the last axis.</summary>
internal sealed record Pad(int Before, int After) : Op
{
    public override int Arity => 1;

    public override Shape InferShape(IReadOnlyList<Shape> inputs) => inputs[0].WithLast(Before + inputs[0].Last + After);

    public override IReadOnlyList<Node?> Gradient(GraphBuilder graph, Node node, Node gradient) =>
        [graph.Add(new Slice(Before, graph.Nodes[node.Inputs[0]].Shape.Last), gradient)];

    public override string ToString() => $"Pad {Before}, {After}";
}
