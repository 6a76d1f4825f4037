namespace Gmnm.Generators.Graph.Ops;

/// <summary>x in memory of its own. Copies with different ordinals stay apart.</summary>
internal sealed record Copy(int Ordinal) : UnaryOp
{
    protected override Node? Derivative(GraphBuilder graph, Node input, Node result) => graph.Constant(1);
}
