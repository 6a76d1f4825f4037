using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Graph.Ops;

/// <summary>
/// Gradient of the loss with respect to one operand of <see cref="AxisAlignedGaussians"/>: 0 the input, 1 the centers,
/// 2 the scales. Inputs: x, centers, scales, e, de. The three are computed by one kernel.
/// </summary>
internal sealed record AxisAlignedGaussiansGradient(int Operand) : Op
{
    public override int Arity => 5;

    public override Shape InferShape(IReadOnlyList<Shape> inputs) =>
        inputs[3] == inputs[4] && Operand is >= 0 and <= 2
            ? inputs[Operand]
            : throw new InvalidGraphException($"{this}: {inputs[3]} and {inputs[4]} do not fit.");

    public override IReadOnlyList<Node?> Gradient(GraphBuilder graph, Node node, Node gradient) =>
        throw new NotDifferentiableException(this);

    public override long MultiplyAccumulates(IReadOnlyList<Shape> inputs, Shape output) =>
        (long)inputs[0].Elements * inputs[3].Last;

    public override string ToString() => $"AxisAlignedGaussiansGradient {Operand}";
}
