using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Graph.Ops;

/// <summary>
/// Gradient of the loss with respect to the input of <see cref="GaussianProjections"/>, dy W. Inputs: dy, of
/// <see cref="GaussianDerivative"/>, and the weights [m · P, D].
/// </summary>
internal sealed record GaussianInputGradient(GaussianProjections Forward) : Op
{
    public override int Arity => 2;

    public override Shape InferShape(IReadOnlyList<Shape> inputs) =>
        inputs[0].Last == GaussianSavedProjections.Length(Forward)
            && inputs[1] == Shape.Of(Forward.Components * Forward.Projections, inputs[1].Last)
            ? inputs[0].WithLast(inputs[1].Last)
            : throw new InvalidGraphException($"{this}: {inputs[0]} and {inputs[1]} do not fit.");

    public override IReadOnlyList<Node?> Gradient(GraphBuilder graph, Node node, Node gradient) =>
        throw new NotDifferentiableException(this);

    public override long MultiplyAccumulates(IReadOnlyList<Shape> inputs, Shape output) =>
        (long)output.Elements * Forward.Components * Forward.Projections;

    public override string ToString() => $"Input gradient of {Forward}";
}
