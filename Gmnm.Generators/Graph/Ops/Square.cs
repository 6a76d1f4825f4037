namespace Gmnm.Generators.Graph.Ops;

/// <summary>x²</summary>
internal sealed record Square : UnaryOp
{
    protected override Node? Derivative(GraphBuilder graph, Node input, Node result) =>
        graph.Scale(input, 2);
}
