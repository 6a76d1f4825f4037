using Gmnm.Generators.Declaration;
using Gmnm.Generators.Graph;

namespace Gmnm.Generators.Lowering.Layers;

/// <summary>What an attention layer is called with, checked: [Tq, D], [Tk, any], [Tk, any] and [Tk].</summary>
/// <param name="Mask">Not zero where a key is real; null where all are.</param>
internal sealed record AttentionInputs(Node Query, Node Key, Node Value, Node? Mask)
{
    public int Queries => Query.Shape.Sizes[1];

    public int Keys => Key.Shape.Sizes[1];

    public int Features => Query.Shape.Last;

    public static AttentionInputs Of(LoweringContext context, AttentionLayer layer, IReadOnlyList<Node> inputs)
    {
        var mask = layer.KeyPaddingMask ? inputs[inputs.Count - 1] : null;
        var sequences = inputs.Count - (mask is null ? 0 : 1);
        var result = new AttentionInputs(inputs[0], inputs[Math.Min(1, sequences - 1)], inputs[sequences - 1], mask);
        SequenceForm.Require(context, result.Query);
        SequenceForm.Require(context, result.Key);
        SequenceForm.Require(context, result.Value);
        result.Check(context, layer);
        return result;
    }

    private void Check(LoweringContext context, AttentionLayer layer)
    {
        if (Features % layer.Heads != 0)
        {
            throw context.Error("GMNM1055", "heads", $"{layer.Heads}", $"{Features}");
        }

        if (Value.Shape.Sizes[1] != Keys)
        {
            throw context.Error("GMNM1057", null, "values", $"{Value.Shape.Sizes[1]}", "keys", $"{Keys}");
        }

        if (layer.Causal && Queries != Keys)
        {
            throw context.Error("GMNM1057", "Causal", "queries", $"{Queries}", "keys", $"{Keys}");
        }

        if (Mask is { } mask && (mask.Shape.Rank != 2 || mask.Shape.Last != Keys))
        {
            throw context.Error("GMNM1058", "KeyPaddingMask", SequenceForm.Text(mask), $"{Keys}");
        }
    }
}
