using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Graph.Ops;

/// <summary>
/// Gradient of the loss with respect to the offsets, -Σ dy over all rows. Input: dy, of <see cref="GaussianDerivative"/>.
/// </summary>
internal sealed record GaussianOffsetGradient(GaussianProjections Forward) : Op
{
    public override int Arity => 1;

    public override Shape InferShape(IReadOnlyList<Shape> inputs) =>
        inputs[0].Last == GaussianSavedProjections.Length(Forward)
            ? Shape.Of(Forward.Components * Forward.Projections)
            : throw new InvalidGraphException($"{this}: {inputs[0]} does not fit.");

    public override IReadOnlyList<Node?> Gradient(GraphBuilder graph, Node node, Node gradient) =>
        throw new NotDifferentiableException(this);

    public override string ToString() => $"Offset gradient of {Forward}";
}
