using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Graph.Ops;

/// <summary>The adjoint of <see cref="AveragePool"/>: [N, C, rows, columns] becomes [N, C, Height, Width].</summary>
internal sealed record AveragePoolGradient(Window Window, int Height, int Width) : Op
{
    public override int Arity => 1;

    public override Shape InferShape(IReadOnlyList<Shape> inputs)
    {
        var result = Window.Image(inputs[0], inputs[0].Sizes[1], Height, Width);
        return Window.Over(result, inputs[0].Sizes[1]) == inputs[0]
            ? result
            : throw new InvalidGraphException($"{this}: {inputs[0]} does not fit.");
    }

    public override IReadOnlyList<Node?> Gradient(GraphBuilder graph, Node node, Node gradient) =>
        [graph.Add(new AveragePool(Window), gradient)];

    public override string ToString() => $"Adjoint of {new AveragePool(Window)}";
}
