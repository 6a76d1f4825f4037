using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Graph.Ops;

/// <summary>The greatest element of each window; padding does not count. [N, C, H, W] becomes [N, C, rows, columns].</summary>
internal sealed record MaxPool(Window Window) : Op
{
    public override int Arity => 1;

    public override string? Kink => "max pooling";

    public override Shape InferShape(IReadOnlyList<Shape> inputs) => Window.Over(inputs[0], inputs[0].Sizes[1]);

    public override IReadOnlyList<Node?> Gradient(GraphBuilder graph, Node node, Node gradient) =>
        [graph.Add(new MaxPoolGradient(Window), graph.Nodes[node.Inputs[0]], node, gradient)];

    public override string ToString() => $"MaxPool {Window}";
}
