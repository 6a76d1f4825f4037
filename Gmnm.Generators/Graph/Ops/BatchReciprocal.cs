using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Graph.Ops;

/// <summary>Factor / number of samples in the batch.</summary>
internal sealed record BatchReciprocal(double Factor = 1) : SourceOp
{
    public override Shape Shape => Shape.Scalar;

    public override string ToString() => $"BatchReciprocal {Factor}";
}
