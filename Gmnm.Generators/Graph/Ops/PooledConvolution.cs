using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Graph.Ops;

/// <summary>
/// A convolution of one group with the greatest of each two by two results side by side: <see cref="Pooling"/>. Inputs as
/// those of <see cref="Convolution"/>.
/// </summary>
/// <param name="Window">The window of the convolution.</param>
internal sealed record PooledConvolution(Window Window) : Op
{
    /// <summary>The only window of the pooling.</summary>
    public static Window Pooling { get; } = new(2, 2, 2, 2, 0, 0, 0, 0, 1, 1);

    public override int Arity => 2;

    public override Shape InferShape(IReadOnlyList<Shape> inputs)
    {
        var convolved = new Convolution(Window, 1).InferShape(inputs);
        return Pooling.Over(convolved, convolved.Sizes[1]);
    }

    public override IReadOnlyList<Node?> Gradient(GraphBuilder graph, Node node, Node gradient) =>
        throw new NotDifferentiableException(this);

    public override long MultiplyAccumulates(IReadOnlyList<Shape> inputs, Shape output) =>
        (long)output.Elements * Pooling.Taps * (inputs[1].Elements / inputs[1].Sizes[0]);

    public override string ToString() => $"Convolution {Window} with MaxPool {Pooling}";
}
