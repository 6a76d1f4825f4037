using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Graph.Ops;

/// <summary>One number, known at compile time.</summary>
internal sealed record Constant(double Value) : SourceOp
{
    public override Shape Shape => Shape.Scalar;

    public override string ToString() => $"Constant {Value}";
}
