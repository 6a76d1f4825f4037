using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Graph.Ops;

/// <summary>The mean of each window; padding counts as zeros. [N, C, H, W] becomes [N, C, rows, columns].</summary>
internal sealed record AveragePool(Window Window) : Op
{
    public override int Arity => 1;

    public override Shape InferShape(IReadOnlyList<Shape> inputs) => Window.Over(inputs[0], inputs[0].Sizes[1]);

    public override IReadOnlyList<Node?> Gradient(GraphBuilder graph, Node node, Node gradient)
    {
        var input = graph.Nodes[node.Inputs[0]].Shape;
        return [graph.Add(new AveragePoolGradient(Window, input.Sizes[2], input.Sizes[3]), gradient)];
    }

    public override string ToString() => $"AveragePool {Window}";
}
