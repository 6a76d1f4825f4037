using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Graph.Ops;

/// <summary>
/// Gradient of the loss with respect to the projections' weights [m · P, D]: dyᵀ x, and where the offsets are products of
/// weights and centres, c = w · μ, what comes through them too: dyᵀ x + dc μ. Inputs: dy, of
/// <see cref="GaussianDerivative"/>, x, and centred also dc [m · P] and μ [m, D].
/// </summary>
internal sealed record GaussianWeightGradient(GaussianProjections Forward, bool Centered) : Op
{
    public override int Arity => Centered ? 4 : 2;

    public override Shape InferShape(IReadOnlyList<Shape> inputs)
    {
        var (rows, features) = (Forward.Components * Forward.Projections, inputs[1].Last);
        return inputs[0] == inputs[1].WithLast(GaussianSavedProjections.Length(Forward))
            && (!Centered || (inputs[2] == Shape.Of(rows) && inputs[3] == Shape.Of(Forward.Components, features)))
            ? Shape.Of(rows, features)
            : throw new InvalidGraphException($"{this}: {string.Join(", ", inputs)} do not fit.");
    }

    public override IReadOnlyList<Node?> Gradient(GraphBuilder graph, Node node, Node gradient) =>
        throw new NotDifferentiableException(this);

    public override long MultiplyAccumulates(IReadOnlyList<Shape> inputs, Shape output) =>
        (long)inputs[1].Elements * Forward.Components * Forward.Projections;

    public override string ToString() => $"{(Centered ? "Centered w" : "W")}eight gradient of {Forward}";
}
