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

    /// <summary>dY is recomputed from x; dW = dYᵀ x, dc = -Σ dY, dx = dY W.</summary>
    public override IReadOnlyList<Node?> Gradient(GraphBuilder graph, Node node, Node gradient)
    {
        var inputs = node.Inputs.Items.Select(id => graph.Nodes[id]).ToArray();
        var projections = graph.Add(
            new GaussianProjectionsGradient(Aggregation, Components, Projections), inputs[0], inputs[1], inputs[2], node, gradient);
        var rows = Enumerable.Range(0, projections.Shape.Rank - 1).ToArray();
        return
        [
            graph.Add(new MatMul(MatMulForm.Plain), projections, inputs[1]),
            graph.Add(new MatMul(MatMulForm.TransposedLeft), projections, inputs[0]),
            graph.Add(new Negate(), graph.Reshape(graph.Sum(projections, rows), inputs[2].Shape)),
        ];
    }

    public override long MultiplyAccumulates(IReadOnlyList<Shape> inputs, Shape output) =>
        (long)inputs[0].Elements * Components * Projections;

    public override string ToString() => $"GaussianProjections {Aggregation} {Components}×{Projections}";
}
