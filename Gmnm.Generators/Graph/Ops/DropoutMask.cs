using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Graph.Ops;

/// <summary>1 / (1 - rate) with probability 1 - rate, else 0; drawn from the key of the step and the ordinal of the layer.</summary>
internal sealed record DropoutMask(double Rate, int Ordinal, Shape MaskShape) : SourceOp
{
    public override Shape Shape => MaskShape;

    public override string ToString() => $"DropoutMask {Rate}";
}
