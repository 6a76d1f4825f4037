using Gmnm.Generators.Declaration;
using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Graph.Ops;

/// <summary>
/// Gradient dY of the loss with respect to the projections y of <see cref="GaussianProjections"/>. Inputs: x, projections,
/// offsets, e, de. Result [rows…, m · P]. It exists only inside the fused backward kernel and is never in memory.
/// </summary>
internal sealed record GaussianProjectionsGradient(Aggregation Aggregation, int Components, int Projections) : Op
{
    public override int Arity => 5;

    public override Shape InferShape(IReadOnlyList<Shape> inputs) =>
        inputs[3] == inputs[0].WithLast(Components) && inputs[4] == inputs[3]
            ? inputs[0].WithLast(Components * Projections)
            : throw new InvalidGraphException($"{this}: {inputs[0]}, {inputs[3]} and {inputs[4]} do not fit.");

    public override IReadOnlyList<Node?> Gradient(GraphBuilder graph, Node node, Node gradient) =>
        throw new InvalidGraphException("The backward pass is not differentiated again.");

    public override long MultiplyAccumulates(IReadOnlyList<Shape> inputs, Shape output) =>
        (long)inputs[0].Elements * Components * Projections;

    public override string ToString() => $"GaussianProjectionsGradient {Aggregation} {Components}×{Projections}";
}
