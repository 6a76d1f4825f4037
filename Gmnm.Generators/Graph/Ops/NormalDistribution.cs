namespace Gmnm.Generators.Graph.Ops;

/// <summary>
/// Φ(x), the normal distribution function. The second operand is the density at x, which the computation needs and the
/// gradient too; it is a function of x alone.
/// </summary>
internal sealed record NormalDistribution : BinaryOp
{
    protected override (Node? Left, Node? Right) Partials(GraphBuilder graph, Node left, Node right, Node result, Node gradient) =>
        (graph.Add(new Multiply(), gradient, graph.Add(new NormalDensity(), left)), null);
}
