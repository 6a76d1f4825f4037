using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Graph.Ops;

/// <summary>
/// In the body of a <see cref="Scan"/>: the current step of a sequence, or a range of its last axis. The sequence is
/// [batch, steps, …], its step [batch, …].
/// </summary>
/// <param name="Index">Which sequence.</param>
/// <param name="StepShape">Shape of the step, or of the range.</param>
/// <param name="Start">Where the range starts.</param>
internal sealed record StepInput(int Index, Shape StepShape, int Start = 0) : SourceOp
{
    public override Shape Shape => StepShape;

    public override string ToString() => $"StepInput {Index}{(Start == 0 ? "" : $" from {Start}")}";
}
