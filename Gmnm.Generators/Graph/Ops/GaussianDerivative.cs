using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Graph.Ops;

/// <summary>
/// Gradient of the loss with respect to saved projections, and laid out like them. Inputs: y, e, de.
/// </summary>
internal sealed record GaussianDerivative(GaussianProjections Forward) : Op
{
    public override int Arity => 3;

    public override Shape InferShape(IReadOnlyList<Shape> inputs) =>
        inputs[0].Last == GaussianSavedProjections.Length(Forward)
            && inputs[1] == inputs[0].WithLast(Forward.Components) && inputs[2] == inputs[1]
            ? inputs[0]
            : throw new InvalidGraphException($"{this}: {inputs[0]}, {inputs[1]} and {inputs[2]} do not fit.");

    public override IReadOnlyList<Node?> Gradient(GraphBuilder graph, Node node, Node gradient) =>
        throw new NotDifferentiableException(this);

    public override string ToString() => $"Derivative of {Forward}";
}
