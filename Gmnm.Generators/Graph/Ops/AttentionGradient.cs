using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Graph.Ops;

/// <summary>
/// Gradient of the loss with respect to one input of <see cref="Attention"/>. Inputs: those of the attention, the mixed values,
/// the logarithms of the sums, and the gradient of the mixed values. One kernel computes all of them; it computes the weights
/// again, tile by tile.
/// </summary>
/// <param name="Forward">The attention.</param>
/// <param name="Operand">Which of its inputs.</param>
internal sealed record AttentionGradient(Attention Forward, int Operand) : Op
{
    public override int Arity => Forward.Arity + 3;

    public override Shape InferShape(IReadOnlyList<Shape> inputs)
    {
        Shape[] operands = [.. inputs.Take(Forward.Arity)];
        var mixed = Forward.InferShape(operands);
        var logs = (Forward with { Result = AttentionResult.LogSumExp }).InferShape(operands);
        return inputs.Skip(Forward.Arity).SequenceEqual([mixed, logs, mixed])
            ? inputs[Operand]
            : throw new InvalidGraphException($"{this}: {string.Join(", ", inputs)} do not fit.");
    }

    public bool IsSibling(Op op) => op is AttentionGradient other && other.Forward == Forward;

    public override IReadOnlyList<Node?> Gradient(GraphBuilder graph, Node node, Node gradient) =>
        throw new NotDifferentiableException(this);

    /// <summary>The scores and the gradient of the weights count for the queries.</summary>
    public override long MultiplyAccumulates(IReadOnlyList<Shape> inputs, Shape output) =>
        (long)inputs[0].Sizes[1] * inputs[1].Sizes[1] * Operand switch
        {
            0 => (2 * inputs[0].Last) + inputs[2].Last,
            1 => inputs[0].Last,
            2 => inputs[2].Last,
            _ => 0,
        };

    public override string ToString() => $"Gradient {Operand} of {Forward}";
}
