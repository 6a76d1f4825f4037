namespace Gmnm.Generators.Graph.Ops;

/// <summary>x limited to [low, high].</summary>
internal sealed record Clamp(double Low, double High) : UnaryOp
{
    public override string? Kink => "Clamp";

    protected override Node? Derivative(GraphBuilder graph, Node input, Node result) =>
        graph.Add(new InRange(Low, High), input);
}
