using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Graph.Ops;

/// <summary>
/// e = exp(-½ Σ_d (s_d (x_d - μ_d))²) for m centres. Inputs: x [rows…, D], centers [m, D], and scales [m, D], or [m]
/// where one scale serves every axis. Result [rows…, m].
/// </summary>
internal sealed record AxisAlignedGaussians : Op
{
    public override int Arity => 3;

    public override Shape InferShape(IReadOnlyList<Shape> inputs)
    {
        var (input, centers, scales) = (inputs[0], inputs[1], inputs[2]);
        return input.Rank >= 2 && centers.Rank == 2 && centers.Last == input.Last
            && (scales == centers || scales == Shape.Of(centers.Sizes[0]))
            ? input.WithLast(centers.Sizes[0])
            : throw new InvalidGraphException($"{this}: {input}, {centers} and {scales} do not fit.");
    }

    public override IReadOnlyList<Node?> Gradient(GraphBuilder graph, Node node, Node gradient)
    {
        var inputs = node.Inputs.Items.Select(id => graph.Nodes[id]).ToArray();
        Node With(int operand) =>
            graph.Add(new AxisAlignedGaussiansGradient(operand), inputs[0], inputs[1], inputs[2], node, gradient);
        return [With(0), With(1), With(2)];
    }

    public override long MultiplyAccumulates(IReadOnlyList<Shape> inputs, Shape output) =>
        (long)inputs[0].Elements * output.Last;

    public override string ToString() => nameof(AxisAlignedGaussians);
}
