using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Graph.Ops;

/// <summary>In the body of a <see cref="Scan"/>: what the step before left, [batch, …].</summary>
internal sealed record CarriedState(int Index, Shape StateShape) : SourceOp
{
    public override Shape Shape => StateShape;

    public override string ToString() => $"CarriedState {Index}";
}
