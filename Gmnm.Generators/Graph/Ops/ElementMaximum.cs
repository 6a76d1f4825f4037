namespace Gmnm.Generators.Graph.Ops;

/// <summary>The greater of a and b; where they are equal, each gets half of the gradient.</summary>
internal sealed record ElementMaximum : BinaryOp
{
    public override string? Kink => "Maximum";

    protected override (Node? Left, Node? Right) Partials(GraphBuilder graph, Node left, Node right, Node result, Node gradient)
    {
        var half = graph.Scale(graph.Add(new EqualTo(), left, right), 0.5);
        var share = graph.Add(new Add(), graph.Add(new GreaterThan(), left, right), half);
        var leftGradient = graph.Add(new Multiply(), gradient, share);
        return (leftGradient, graph.Add(new Subtract(), gradient, leftGradient));
    }
}
