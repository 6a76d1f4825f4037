namespace Gmnm.Generators.Graph.Ops;

/// <summary>-x</summary>
internal sealed record Negate : UnaryOp
{
    protected override Node? Derivative(GraphBuilder graph, Node input, Node result) =>
        graph.Constant(-1);
}
