namespace Gmnm.Generators.Graph.Ops;

/// <summary>-1, 0 or 1.</summary>
internal sealed record Sign : UnaryOp
{
    public override string? Kink => "Abs";

    protected override Node? Derivative(GraphBuilder graph, Node input, Node result) =>
        null;
}
