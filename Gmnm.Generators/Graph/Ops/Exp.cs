namespace Gmnm.Generators.Graph.Ops;

/// <summary>eˣ</summary>
internal sealed record Exp : UnaryOp
{
    public override bool IsExpensive => true;

    protected override Node? Derivative(GraphBuilder graph, Node input, Node result) =>
        result;
}
