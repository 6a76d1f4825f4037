using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Graph.Ops;

/// <summary>
/// The gradient of a pooling of <see cref="PooledConvolution.Pooling"/>, from where in its window each result was. Inputs: the
/// places, 0 to 3, and the gradient of the result, both [N, C, rows, columns]. Result [N, C, Height, Width].
/// </summary>
internal sealed record PlaceGradient(int Height, int Width) : Op
{
    public override int Arity => 2;

    public override string? Kink => "max pooling";

    public override Shape InferShape(IReadOnlyList<Shape> inputs)
    {
        var result = Window.Image(inputs[0], inputs[0].Sizes[1], Height, Width);
        return inputs[0] == inputs[1] && PooledConvolution.Pooling.Over(result, inputs[0].Sizes[1]) == inputs[0]
            ? result
            : throw new InvalidGraphException($"{this}: {inputs[0]} and {inputs[1]} do not fit.");
    }

    public override IReadOnlyList<Node?> Gradient(GraphBuilder graph, Node node, Node gradient) =>
        throw new NotDifferentiableException(this);

    public override string ToString() => $"Gradient of {new MaxPool(PooledConvolution.Pooling)} by place";
}
