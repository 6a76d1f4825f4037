using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Graph.Ops;

/// <summary>The batch of targets.</summary>
internal sealed record Target(Shape TargetShape) : SourceOp
{
    public override Shape Shape => TargetShape;

    public override string ToString() => "Target";
}
