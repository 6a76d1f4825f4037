using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Graph.Ops;

/// <summary>a where the condition is not 0, else b; elementwise, with broadcasting. Inputs: condition, a, b.</summary>
internal sealed record Where : Op
{
    public override int Arity => 3;

    public override Shape InferShape(IReadOnlyList<Shape> inputs) =>
        Broadcasting.Combine(inputs)
        ?? throw new InvalidGraphException($"{this}: {string.Join(", ", inputs)} do not broadcast.");

    public override IReadOnlyList<Node?> Gradient(GraphBuilder graph, Node node, Node gradient)
    {
        var (condition, zero) = (graph.Nodes[node.Inputs[0]], graph.Constant(0));
        return
        [
            null,
            graph.SumTo(graph.Add(this, condition, gradient, zero), graph.Nodes[node.Inputs[1]].Shape),
            graph.SumTo(graph.Add(this, condition, zero, gradient), graph.Nodes[node.Inputs[2]].Shape),
        ];
    }
}
