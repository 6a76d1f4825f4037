namespace Gmnm.Generators.Graph.Ops;

/// <summary>Natural logarithm; x &gt; 0.</summary>
internal sealed record Log : UnaryOp
{
    public override bool IsExpensive => true;

    protected override Node? Derivative(GraphBuilder graph, Node input, Node result) =>
        graph.Add(new Divide(), graph.Constant(1), input);
}
