using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Graph.Ops;

/// <summary>
/// Gradient of the loss with respect to one operand of <see cref="GaussianProjections"/>: 0 the input (dY W), 1 the
/// projections (dYᵀ x), 2 the offsets (-Σ dY). Inputs: x, projections, offsets, e, de. One kernel computes the three and
/// recomputes dY, the gradient with respect to the projections' results, tile by tile: it is never in memory as a whole.
/// </summary>
internal sealed record GaussianProjectionsGradient(GaussianProjections Forward, int Operand) : Op
{
    public override int Arity => 5;

    public override Shape InferShape(IReadOnlyList<Shape> inputs) =>
        inputs[3] == inputs[0].WithLast(Forward.Components) && inputs[4] == inputs[3] && Operand is >= 0 and <= 2
            ? inputs[Operand]
            : throw new InvalidGraphException($"{this}: {inputs[0]}, {inputs[3]} and {inputs[4]} do not fit.");

    public override IReadOnlyList<Node?> Gradient(GraphBuilder graph, Node node, Node gradient) =>
        throw new NotDifferentiableException(this);

    public override long MultiplyAccumulates(IReadOnlyList<Shape> inputs, Shape output) =>
        Operand == 2 ? 0 : (long)inputs[0].Elements * Forward.Components * Forward.Projections;

    public override string ToString() => $"Gradient {Operand} of {Forward}";
}
