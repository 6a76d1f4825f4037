using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Graph.Ops;

/// <summary>
/// The adjoint of <see cref="Convolution"/> with respect to its input, and the transposed convolution. Inputs: gradient
/// [N, F, rows, columns], weight [F, C / groups, kernel height, kernel width]. Result [N, C, Height, Width].
/// </summary>
internal sealed record ConvolutionInputGradient(Window Window, int Groups, int Height, int Width) : Op
{
    public override int Arity => 2;

    public override Shape InferShape(IReadOnlyList<Shape> inputs)
    {
        var (gradient, weight) = (inputs[0], inputs[1]);
        var result = Window.Image(gradient, weight.Sizes[1] * Groups, Height, Width);
        return Window.Over(result, weight.Sizes[0]) == gradient && weight == Convolution.WeightShape(Window, Groups, result, gradient)
            ? result
            : throw new InvalidGraphException($"{this}: {gradient} and {weight} do not fit.");
    }

    public override IReadOnlyList<Node?> Gradient(GraphBuilder graph, Node node, Node gradient)
    {
        var (output, weight) = (graph.Nodes[node.Inputs[0]], graph.Nodes[node.Inputs[1]]);
        return
        [
            graph.Add(new Convolution(Window, Groups), gradient, weight),
            graph.Add(new ConvolutionWeightGradient(Window, Groups), gradient, output),
        ];
    }

    public override long MultiplyAccumulates(IReadOnlyList<Shape> inputs, Shape output) =>
        (long)inputs[0].Elements * (inputs[1].Elements / inputs[1].Sizes[0]);

    public override string ToString() => $"Input gradient of {new Convolution(Window, Groups)}";
}
