using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Graph.Ops;

/// <summary>0, 1, 2, …</summary>
internal sealed record Iota(int Length) : SourceOp
{
    public override Shape Shape => Shape.Of(Length);

    public override string ToString() => "Iota";
}
