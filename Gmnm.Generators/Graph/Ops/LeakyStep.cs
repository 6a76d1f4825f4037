namespace Gmnm.Generators.Graph.Ops;

/// <summary>1 where x &gt; 0, else slope: the derivative of <see cref="LeakyRelu"/>.</summary>
internal sealed record LeakyStep(double Slope) : UnaryOp
{
    public override string? Kink => "LeakyRelu";

    protected override Node? Derivative(GraphBuilder graph, Node input, Node result) =>
        null;
}
