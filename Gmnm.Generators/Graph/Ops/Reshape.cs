using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Graph.Ops;

/// <summary>The same elements in another shape; costs nothing.</summary>
internal sealed record Reshape(Shape Target) : Op
{
    public override int Arity => 1;

    public override Shape InferShape(IReadOnlyList<Shape> inputs) =>
        inputs[0].Elements == Target.Elements && inputs[0].IsBatched == Target.IsBatched
            ? Target
            : throw new InvalidGraphException($"{inputs[0]} cannot become {Target}.");

    public override IReadOnlyList<Node?> Gradient(GraphBuilder graph, Node node, Node gradient) =>
        [graph.Reshape(gradient, graph.Nodes[node.Inputs[0]].Shape)];

    public override string ToString() => nameof(Reshape);
}
