namespace Gmnm.Generators.Graph.Ops;

/// <summary>φ(x), the density of the normal distribution.</summary>
internal sealed record NormalDensity : UnaryOp
{
    public override bool IsExpensive => true;

    protected override Node? Derivative(GraphBuilder graph, Node input, Node result) =>
        graph.Add(new Negate(), graph.Add(new Multiply(), input, result));
}
