namespace Gmnm.Generators.Graph.Ops;

/// <summary>The error function.</summary>
internal sealed record Erf : UnaryOp
{
    public override bool IsExpensive => true;

    protected override Node? Derivative(GraphBuilder graph, Node input, Node result) =>
        graph.Scale(graph.Add(new Exp(), graph.Add(new Negate(), graph.Add(new Square(), input))), 2 / Math.Sqrt(Math.PI));
}
