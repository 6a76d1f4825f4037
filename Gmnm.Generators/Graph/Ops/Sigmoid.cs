namespace Gmnm.Generators.Graph.Ops;

/// <summary>1 / (1 + e⁻ˣ)</summary>
internal sealed record Sigmoid : UnaryOp
{
    public override bool IsExpensive => true;

    protected override Node? Derivative(GraphBuilder graph, Node input, Node result) =>
        graph.Add(new Multiply(), result, graph.Add(new Subtract(), graph.Constant(1), result));
}
