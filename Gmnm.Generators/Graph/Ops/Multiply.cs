namespace Gmnm.Generators.Graph.Ops;

/// <summary>a · b</summary>
internal sealed record Multiply : BinaryOp
{
    protected override (Node? Left, Node? Right) Partials(GraphBuilder graph, Node left, Node right, Node result, Node gradient) =>
        (graph.Add(new Multiply(), gradient, right), graph.Add(new Multiply(), gradient, left));
}
