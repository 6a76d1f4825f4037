using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Graph.Ops;

/// <summary>
/// The adjoint of <see cref="Convolution"/> with respect to its weight, summed over the batch. Inputs: x [N, C, H, W],
/// gradient [N, F, rows, columns]. Result [F, C / groups, kernel height, kernel width].
/// </summary>
internal sealed record ConvolutionWeightGradient(Window Window, int Groups) : Op
{
    public override int Arity => 2;

    public override Shape InferShape(IReadOnlyList<Shape> inputs) =>
        Window.Over(inputs[0], inputs[1].Sizes[1]) == inputs[1]
            ? Convolution.WeightShape(Window, Groups, inputs[0], inputs[1])
            : throw new InvalidGraphException($"{this}: {inputs[0]} and {inputs[1]} do not fit.");

    public override IReadOnlyList<Node?> Gradient(GraphBuilder graph, Node node, Node gradient)
    {
        var (input, output) = (graph.Nodes[node.Inputs[0]], graph.Nodes[node.Inputs[1]]);
        return
        [
            graph.Add(new ConvolutionInputGradient(Window, Groups, input.Shape.Sizes[2], input.Shape.Sizes[3]), output, gradient),
            graph.Add(new Convolution(Window, Groups), input, gradient),
        ];
    }

    public override long MultiplyAccumulates(IReadOnlyList<Shape> inputs, Shape output) =>
        (long)inputs[1].Elements * (output.Elements / output.Sizes[0]);

    public override string ToString() => $"Weight gradient of {new Convolution(Window, Groups)}";
}
