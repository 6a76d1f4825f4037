using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Graph.Ops;

/// <summary>1 / number of samples in the batch.</summary>
internal sealed record BatchReciprocal : SourceOp
{
    public override Shape Shape => Shape.Scalar;

    public override string ToString() => "BatchReciprocal";
}
