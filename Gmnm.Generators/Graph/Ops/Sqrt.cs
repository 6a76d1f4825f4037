namespace Gmnm.Generators.Graph.Ops;

/// <summary>Square root.</summary>
internal sealed record Sqrt : UnaryOp
{
    protected override Node? Derivative(GraphBuilder graph, Node input, Node result) =>
        graph.Add(new Divide(), graph.Constant(0.5), result);
}
