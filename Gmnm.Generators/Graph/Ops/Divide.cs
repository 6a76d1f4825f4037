namespace Gmnm.Generators.Graph.Ops;

/// <summary>a / b</summary>
internal sealed record Divide : BinaryOp
{
    protected override (Node? Left, Node? Right) Partials(GraphBuilder graph, Node left, Node right, Node result, Node gradient)
    {
        var leftGradient = graph.Add(new Divide(), gradient, right);
        return (leftGradient, graph.Add(new Negate(), graph.Add(new Multiply(), leftGradient, result)));
    }
}
