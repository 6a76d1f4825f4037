using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Graph.Ops;

/// <summary>Factor / (number of samples in the batch + offset).</summary>
internal sealed record BatchReciprocal(double Factor = 1, double Offset = 0) : SourceOp
{
    public override Shape Shape => Shape.Scalar;

    public override string ToString() => Offset == 0 ? $"BatchReciprocal {Factor}" : $"BatchReciprocal {Factor}, {Offset}";
}
