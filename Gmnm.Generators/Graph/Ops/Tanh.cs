namespace Gmnm.Generators.Graph.Ops;

/// <summary>Hyperbolic tangent.</summary>
internal sealed record Tanh : UnaryOp
{
    public override bool IsExpensive => true;

    protected override Node? Derivative(GraphBuilder graph, Node input, Node result) =>
        graph.Add(new Subtract(), graph.Constant(1), graph.Add(new Square(), result));
}
