namespace Gmnm.Generators.Graph.Ops;

/// <summary>log(1 + eˣ), stable for large |x|.</summary>
internal sealed record Softplus : UnaryOp
{
    public override bool IsExpensive => true;

    protected override Node? Derivative(GraphBuilder graph, Node input, Node result) =>
        graph.Add(new Sigmoid(), input);
}
