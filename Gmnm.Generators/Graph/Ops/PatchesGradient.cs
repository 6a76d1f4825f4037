using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Graph.Ops;

/// <summary>The adjoint of <see cref="Patches"/>: adds up what each element of [N, Channels, Height, Width] gave to patches.</summary>
internal sealed record PatchesGradient(Window Window, int Channels, int Height, int Width) : Op
{
    public override int Arity => 1;

    public override Shape InferShape(IReadOnlyList<Shape> inputs)
    {
        var result = Window.Image(inputs[0], Channels, Height, Width);
        return Patches.ShapeOf(Window, result) == inputs[0]
            ? result
            : throw new InvalidGraphException($"{this}: {inputs[0]} does not fit.");
    }

    public override IReadOnlyList<Node?> Gradient(GraphBuilder graph, Node node, Node gradient) =>
        [graph.Add(new Patches(Window), gradient)];

    public override string ToString() => $"Adjoint of {new Patches(Window)}";
}
