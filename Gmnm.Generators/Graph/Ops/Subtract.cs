namespace Gmnm.Generators.Graph.Ops;

/// <summary>a - b</summary>
internal sealed record Subtract : BinaryOp
{
    protected override (Node? Left, Node? Right) Partials(GraphBuilder graph, Node left, Node right, Node result, Node gradient) =>
        (gradient, graph.Add(new Negate(), gradient));
}
