namespace Gmnm.Generators.Graph.Ops;

/// <summary>1 where x &gt; 0, else 0.</summary>
internal sealed record Step : UnaryOp
{
    public override string? Kink => "Relu";

    protected override Node? Derivative(GraphBuilder graph, Node input, Node result) =>
        null;
}
