namespace Gmnm.Generators.Graph.Ops;

/// <summary>1 where a &gt; b, else 0.</summary>
internal sealed record GreaterThan : BinaryOp
{
    public override string? Kink => "a comparison";

    protected override (Node? Left, Node? Right) Partials(GraphBuilder graph, Node left, Node right, Node result, Node gradient) =>
        (null, null);
}
