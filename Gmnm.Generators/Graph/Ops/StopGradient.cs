namespace Gmnm.Generators.Graph.Ops;

/// <summary>x, taken as constant by differentiation.</summary>
internal sealed record StopGradient : UnaryOp
{
    protected override Node? Derivative(GraphBuilder graph, Node input, Node result) =>
        null;
}
