using Gmnm.Generators.Declaration;
using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Graph.Ops;

/// <summary>
/// The m components of a GMNM layer, e = exp(-q / 2), where q aggregates the projections y_p = w_p · x - c_p of each
/// component. Inputs: x [rows…, D], projections [m · P, D], offsets [m · P]. Result [rows…, m].
/// P is K, and 2K for <see cref="Aggregation.Quadratic"/>.
/// </summary>
internal sealed record GaussianProjections(Aggregation Aggregation, int Components, int Projections) : Op
{
    public override int Arity => 3;

    public override Shape InferShape(IReadOnlyList<Shape> inputs)
    {
        var rows = Components * Projections;
        return inputs[0].Rank >= 2 && inputs[1] == Shape.Of(rows, inputs[0].Last) && inputs[2] == Shape.Of(rows)
            ? inputs[0].WithLast(Components)
            : throw new InvalidGraphException($"{this}: {inputs[0]}, {inputs[1]} and {inputs[2]} do not fit.");
    }

    public override IReadOnlyList<Node?> Gradient(GraphBuilder graph, Node node, Node gradient)
    {
        var inputs = node.Inputs.Items.Select(id => graph.Nodes[id]).ToArray();
        Node With(int operand) => graph.Add(
            new GaussianProjectionsGradient(this, operand), inputs[0], inputs[1], inputs[2], node, gradient);
        return [With(0), With(1), With(2)];
    }

    public override long MultiplyAccumulates(IReadOnlyList<Shape> inputs, Shape output) =>
        (long)inputs[0].Elements * Components * Projections;

    public override string ToString() => $"GaussianProjections {Aggregation} {Components}×{Projections}";
}
