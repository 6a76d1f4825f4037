namespace Gmnm.Generators.Graph.Ops;

/// <summary>x where x &gt; 0, else slope · x.</summary>
internal sealed record LeakyRelu(double Slope) : UnaryOp
{
    public override string? Kink => "LeakyRelu";

    protected override Node? Derivative(GraphBuilder graph, Node input, Node result) =>
        graph.Add(new LeakyStep(Slope), input);
}
