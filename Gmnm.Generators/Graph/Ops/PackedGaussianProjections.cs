using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Graph.Ops;

/// <summary><see cref="GaussianProjections"/> with its weights also packed: a fourth input, <see cref="PackedProjections"/>.</summary>
internal sealed record PackedGaussianProjections(GaussianProjections Forward) : Op
{
    public override int Arity => Forward.Arity + 1;

    public override Shape InferShape(IReadOnlyList<Shape> inputs) =>
        inputs[3] == new PackedProjections(Forward).InferShape([inputs[1]])
            ? Forward.InferShape([.. inputs.Take(Forward.Arity)])
            : throw new InvalidGraphException($"{this}: {inputs[3]} does not fit.");

    public override IReadOnlyList<Node?> Gradient(GraphBuilder graph, Node node, Node gradient) =>
        throw new NotDifferentiableException(this);

    public override long MultiplyAccumulates(IReadOnlyList<Shape> inputs, Shape output) =>
        Forward.MultiplyAccumulates(inputs, output);

    public override string ToString() => $"Packed {Forward}";
}
