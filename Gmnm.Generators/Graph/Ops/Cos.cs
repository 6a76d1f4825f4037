namespace Gmnm.Generators.Graph.Ops;

/// <summary>Cosine.</summary>
internal sealed record Cos : UnaryOp
{
    public override bool IsExpensive => true;

    protected override Node? Derivative(GraphBuilder graph, Node input, Node result) =>
        graph.Add(new Negate(), graph.Add(new Sin(), input));
}
