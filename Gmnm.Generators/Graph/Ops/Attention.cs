using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Graph.Ops;

/// <summary>
/// softmax(scale Q Kᵀ + bias) V in each of H heads, which stand side by side in a row; a query that sees no key gives zeros.
/// Inputs: queries [batch, Tq, H · D], keys [batch, Tk, H · D], values [batch, Tk, H · E]; then, where there is one, a mask
/// [batch, Tk] of which 0 hides a key; then, where there is one, a bias [batch, Tk, H] of the scores of each key. Nodes with
/// equal inputs and options are one computation, which has no Tq × Tk matrix in memory.
/// </summary>
/// <param name="Heads">H.</param>
/// <param name="Scale">Factor of the products.</param>
/// <param name="Causal">Whether a query sees no key after its own place.</param>
/// <param name="Masked">Whether there is a mask.</param>
/// <param name="Biased">Whether there is a bias.</param>
/// <param name="Result">What this node yields.</param>
internal sealed record Attention(
    int Heads, double Scale, bool Causal, bool Masked, bool Biased, AttentionResult Result = AttentionResult.Mixed) : Op
{
    /// <summary>Which input is the mask.</summary>
    public const int Mask = 3;

    public override int Arity => 3 + (Masked ? 1 : 0) + (Biased ? 1 : 0);

    /// <summary>Which input is the bias.</summary>
    public int Bias => Masked ? Mask + 1 : Mask;

    public override Shape InferShape(IReadOnlyList<Shape> inputs)
    {
        var (query, key, value) = (inputs[0], inputs[1], inputs[2]);
        return new[] { query, key, value }.All(shape => shape.IsBatched && shape.Rank == 3 && shape.Last % Heads == 0)
            && key.Last == query.Last && key.Sizes[1] == value.Sizes[1]
            && !(Masked && inputs[Mask] != Shape.OfBatch(key.Sizes[1]))
            && !(Biased && inputs[Bias] != Shape.OfBatch(key.Sizes[1], Heads))
            ? Result == AttentionResult.Mixed ? query.WithLast(value.Last) : Shape.OfBatch(Heads, query.Sizes[1])
            : throw new InvalidGraphException($"{this}: {string.Join(", ", inputs)} do not fit.");
    }

    public bool IsSibling(Op op) => op is Attention other && this with { Result = other.Result } == other;

    public override IReadOnlyList<Node?> Gradient(GraphBuilder graph, Node node, Node gradient)
    {
        if (Result != AttentionResult.Mixed)
        {
            throw new NotDifferentiableException(this);
        }

        Node[] inputs = [.. node.Inputs.Items.Select(id => graph.Nodes[id])];
        var logs = graph.Add(this with { Result = AttentionResult.LogSumExp }, inputs);
        return [.. inputs.Select((_, operand) => Masked && operand == Mask
            ? null
            : graph.Add(new AttentionGradient(this, operand), [.. inputs, node, logs, gradient]))];
    }

    public override long MultiplyAccumulates(IReadOnlyList<Shape> inputs, Shape output) => Result == AttentionResult.Mixed
        ? (long)inputs[0].Sizes[1] * inputs[1].Sizes[1] * (inputs[0].Last + inputs[2].Last)
        : 0;

    public override string ToString() =>
        $"Attention {Heads} heads{(Causal ? ", causal" : "")}{(Masked ? ", masked" : "")}{(Biased ? ", biased" : "")} {Result}";
}
