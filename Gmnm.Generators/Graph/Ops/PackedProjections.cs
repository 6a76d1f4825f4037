using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Graph.Ops;

/// <summary>
/// The weights of <see cref="GaussianProjections"/> [m · P, D] in the order in which its kernel reads them, which is the
/// machine's; blocks of 32 components are filled up.
/// </summary>
internal sealed record PackedProjections(GaussianProjections Forward) : Op
{
    public override int Arity => 1;

    public override Shape InferShape(IReadOnlyList<Shape> inputs) =>
        inputs[0] == Shape.Of(Forward.Components * Forward.Projections, inputs[0].Last)
            ? Shape.Of(checked(GaussianSavedProjections.Length(Forward) * inputs[0].Last))
            : throw new InvalidGraphException($"{this}: {inputs[0]} does not fit.");

    public override IReadOnlyList<Node?> Gradient(GraphBuilder graph, Node node, Node gradient) =>
        throw new NotDifferentiableException(this);

    public override string ToString() => $"Packed weights of {Forward}";
}
