using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Graph.Ops;

/// <summary>In the body of a <see cref="Scan"/>: a tensor from outside, the same at each step, or a range of its first axis.</summary>
/// <param name="Index">Which tensor.</param>
/// <param name="CapturedShape">Its shape, or that of the range.</param>
/// <param name="Start">Where the range starts.</param>
internal sealed record Captured(int Index, Shape CapturedShape, int Start = 0) : SourceOp
{
    public override Shape Shape => CapturedShape;

    public override string ToString() => $"Captured {Index}{(Start == 0 ? "" : $" from {Start}")}";
}
