using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Graph.Ops;

/// <summary>
/// A convolution of one group with the greatest of each two by two results side by side: <see cref="Pooling"/>. Inputs as
/// those of <see cref="Convolution"/>. With the node of the places it is one computation.
/// </summary>
/// <param name="Window">The window of the convolution.</param>
/// <param name="Places">Which of the four a result is, 0 to 3 row by row, in place of the result.</param>
internal sealed record PooledConvolution(Window Window, bool Places = false) : Op
{
    /// <summary>The only window of the pooling.</summary>
    public static Window Pooling { get; } = new(2, 2, 2, 2, 0, 0, 0, 0, 1, 1);

    public override int Arity => 2;

    public override string? Kink => "max pooling";

    public override Shape InferShape(IReadOnlyList<Shape> inputs)
    {
        var convolved = new Convolution(Window, 1).InferShape(inputs);
        return Pooling.Over(convolved, convolved.Sizes[1]);
    }

    public override IReadOnlyList<Node?> Gradient(GraphBuilder graph, Node node, Node gradient) =>
        throw new NotDifferentiableException(this);

    public override long MultiplyAccumulates(IReadOnlyList<Shape> inputs, Shape output) =>
        Places ? 0 : (long)output.Elements * Pooling.Taps * (inputs[1].Elements / inputs[1].Sizes[0]);

    public override string ToString() => $"{(Places ? "Places of " : "")}Convolution {Window} with MaxPool {Pooling}";
}
