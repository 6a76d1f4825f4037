namespace Gmnm.Generators.Graph.Ops;

/// <summary>x to the power of <paramref name="Whole"/> + ½. An operation of its own, since its slope at 0 is 0, and that of a product with a root is not.</summary>
/// <param name="Whole">At least 1.</param>
internal sealed record RootPower(int Whole) : UnaryOp
{
    protected override Node? Derivative(GraphBuilder graph, Node input, Node result) =>
        graph.Scale(graph.Add(Whole > 1 ? new RootPower(Whole - 1) : new Sqrt(), input), Whole + 0.5);
}
