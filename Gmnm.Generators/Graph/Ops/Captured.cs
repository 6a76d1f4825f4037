using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Graph.Ops;

/// <summary>In the body of a <see cref="Scan"/>: a tensor from outside, the same at each step.</summary>
internal sealed record Captured(int Index, Shape CapturedShape) : SourceOp
{
    public override Shape Shape => CapturedShape;

    public override string ToString() => $"Captured {Index}";
}
