namespace Gmnm.Generators.Graph.Ops;

/// <summary>Sine.</summary>
internal sealed record Sin : UnaryOp
{
    public override bool IsExpensive => true;

    protected override Node? Derivative(GraphBuilder graph, Node input, Node result) =>
        graph.Add(new Cos(), input);
}
