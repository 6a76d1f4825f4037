using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Graph.Ops;

/// <summary>
/// Gradient of <see cref="MaxPool"/>: goes to the first of a window's greatest elements, row by row. Inputs: x
/// [N, C, H, W], the pooling's result, its gradient. Result: as x.
/// </summary>
internal sealed record MaxPoolGradient(Window Window) : Op
{
    public override int Arity => 3;

    public override string? Kink => "max pooling";

    public override Shape InferShape(IReadOnlyList<Shape> inputs) =>
        Window.Over(inputs[0], inputs[0].Sizes[1]) == inputs[1] && inputs[1] == inputs[2]
            ? inputs[0]
            : throw new InvalidGraphException($"{this}: {inputs[0]}, {inputs[1]} and {inputs[2]} do not fit.");

    public override IReadOnlyList<Node?> Gradient(GraphBuilder graph, Node node, Node gradient) =>
        throw new NotDifferentiableException(this);

    public override string ToString() => $"Gradient of {new MaxPool(Window)}";
}
