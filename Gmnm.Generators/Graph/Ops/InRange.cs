namespace Gmnm.Generators.Graph.Ops;

/// <summary>1 where low &lt; x &lt; high, else 0: the derivative of <see cref="Clamp"/>.</summary>
internal sealed record InRange(double Low, double High) : UnaryOp
{
    public override string? Kink => "Clamp";

    protected override Node? Derivative(GraphBuilder graph, Node input, Node result) =>
        null;
}
