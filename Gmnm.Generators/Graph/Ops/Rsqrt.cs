namespace Gmnm.Generators.Graph.Ops;

/// <summary>1 / √x</summary>
internal sealed record Rsqrt : UnaryOp
{
    protected override Node? Derivative(GraphBuilder graph, Node input, Node result) =>
        graph.Scale(graph.Add(new Multiply(), graph.Add(new Square(), result), result), -0.5);
}
