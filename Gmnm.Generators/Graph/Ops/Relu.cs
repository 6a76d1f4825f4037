namespace Gmnm.Generators.Graph.Ops;

/// <summary>max(x, 0); its derivative at 0 is taken as 0.</summary>
internal sealed record Relu : UnaryOp
{
    public override string? Kink => "Relu";

    protected override Node? Derivative(GraphBuilder graph, Node input, Node result) =>
        graph.Add(new Step(), result);
}
