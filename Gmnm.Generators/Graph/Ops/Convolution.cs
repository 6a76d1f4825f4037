using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Graph.Ops;

/// <summary>
/// y[n, f, p] = Σ over c and the window's elements t of weight[f, c, t] · x[n, c, p at t]. Inputs: x [N, C, H, W], weight
/// [F, C / groups, kernel height, kernel width]. Result [N, F, rows, columns]. Filters see the channels of their group.
/// With its two gradients it is closed: each is linear in both operands, and their gradients are the other two.
/// </summary>
internal sealed record Convolution(Window Window, int Groups) : Op
{
    public override int Arity => 2;

    public override Shape InferShape(IReadOnlyList<Shape> inputs)
    {
        var (input, weight) = (inputs[0], inputs[1]);
        var result = Window.Over(input, weight.Sizes[0]);
        return weight == WeightShape(Window, Groups, input, result)
            ? result
            : throw new InvalidGraphException($"{this}: {input} and {weight} do not fit.");
    }

    public override IReadOnlyList<Node?> Gradient(GraphBuilder graph, Node node, Node gradient)
    {
        var (input, weight) = (graph.Nodes[node.Inputs[0]], graph.Nodes[node.Inputs[1]]);
        return
        [
            graph.Add(new ConvolutionInputGradient(Window, Groups, input.Shape.Sizes[2], input.Shape.Sizes[3]), gradient, weight),
            graph.Add(new ConvolutionWeightGradient(Window, Groups), input, gradient),
        ];
    }

    public override long MultiplyAccumulates(IReadOnlyList<Shape> inputs, Shape output) =>
        (long)output.Elements * (inputs[1].Elements / inputs[1].Sizes[0]);

    public override string ToString() => $"Convolution {Window}{(Groups == 1 ? "" : $" in {Groups} groups")}";

    /// <summary>The weight between an input and an output; a result without elements where they do not fit.</summary>
    public static Shape WeightShape(Window window, int groups, Shape input, Shape output) =>
        input.Sizes[1] % groups == 0 && output.Sizes[1] % groups == 0
            ? Shape.Of(output.Sizes[1], input.Sizes[1] / groups, window.KernelHeight, window.KernelWidth)
            : Shape.Of(0);
}
