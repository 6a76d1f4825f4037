namespace Gmnm.Generators.Graph.Ops;

/// <summary>x limited to [-bound, bound].</summary>
internal sealed record Clamp(double Bound) : UnaryOp
{
    public override string? Kink => "Clamp";

    protected override Node? Derivative(GraphBuilder graph, Node input, Node result) =>
        graph.Add(new InRange(Bound), input);
}
