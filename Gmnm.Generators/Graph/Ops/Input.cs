using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Graph.Ops;

/// <summary>The batch of inputs.</summary>
internal sealed record Input(Shape InputShape) : SourceOp
{
    public override Shape Shape => InputShape;

    public override string ToString() => "Input";
}
