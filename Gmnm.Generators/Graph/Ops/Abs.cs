namespace Gmnm.Generators.Graph.Ops;

/// <summary>|x|; its derivative at 0 is taken as 0.</summary>
internal sealed record Abs : UnaryOp
{
    public override string? Kink => "Abs";

    protected override Node? Derivative(GraphBuilder graph, Node input, Node result) =>
        graph.Add(new Sign(), input);
}
