using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Graph.Ops;

/// <summary>In the body of a <see cref="Scan"/>: the current step of a sequence. The body sees [batch, …], the sequence is [batch, steps, …].</summary>
internal sealed record StepInput(int Index, Shape StepShape) : SourceOp
{
    public override Shape Shape => StepShape;

    public override string ToString() => $"StepInput {Index}";
}
