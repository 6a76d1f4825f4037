using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Graph.Ops;

/// <summary>
/// What each window sees, as a row: [N, C, H, W] becomes [N, rows · columns, C · kernel height · kernel width], ordered by
/// channel, row and column of the kernel; padding is 0.
/// </summary>
internal sealed record Patches(Window Window) : Op
{
    public override int Arity => 1;

    public override Shape InferShape(IReadOnlyList<Shape> inputs) => ShapeOf(Window, inputs[0]);

    public override IReadOnlyList<Node?> Gradient(GraphBuilder graph, Node node, Node gradient)
    {
        var input = graph.Nodes[node.Inputs[0]].Shape;
        return [graph.Add(new PatchesGradient(Window, input.Sizes[1], input.Sizes[2], input.Sizes[3]), gradient)];
    }

    public override string ToString() => $"Patches {Window}";

    /// <summary>The patches of an image.</summary>
    public static Shape ShapeOf(Window window, Shape image)
    {
        var places = window.Over(image, image.Sizes[1]);
        return new([image.Sizes[0], checked(places.Sizes[2] * places.Sizes[3]), checked(image.Sizes[1] * window.Taps)]);
    }
}
