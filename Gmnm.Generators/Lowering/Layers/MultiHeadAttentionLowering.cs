using Gmnm.Generators.Declaration;
using Gmnm.Generators.Graph;

namespace Gmnm.Generators.Lowering.Layers;

/// <summary>softmax(Q Kᵀ / √size) V in each head.</summary>
internal static class MultiHeadAttentionLowering
{
    public static Node Lower(LoweringContext context, MultiHeadAttentionLayer layer, IReadOnlyList<Node> operands)
    {
        var inputs = AttentionInputs.Of(context, layer, operands);
        var size = inputs.Features / layer.Heads;
        if (layer.Rotary && size % 2 != 0)
        {
            throw context.Error("GMNM1059", "Rotary", $"{size}");
        }

        Node Projected(string role, Node x)
        {
            var projected = AttentionParts.Project(context, layer, role, x, inputs.Features);
            return layer.Rotary ? PositionLowering.Rotate(context.Graph, projected, layer.Heads) : projected;
        }

        var (queries, keys) = (Projected("query", inputs.Query), Projected("key", inputs.Key));
        return AttentionParts.Attend(context, layer, inputs, queries, keys, 1 / Math.Sqrt(size), bias: null, layer.Dropout);
    }
}
