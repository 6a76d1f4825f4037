namespace Gmnm.Generators.Graph.Ops;

/// <summary>1 / √x</summary>
internal sealed record Rsqrt : UnaryOp
{
    protected override Node? Derivative(GraphBuilder graph, Node input, Node result) =>
        graph.Scale(graph.Add(new Divide(), result, input), -0.5);
}
