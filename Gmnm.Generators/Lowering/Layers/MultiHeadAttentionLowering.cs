using Gmnm.Generators.Declaration;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;

namespace Gmnm.Generators.Lowering.Layers;

/// <summary>softmax(Q Kᵀ / √size) V in each head.</summary>
internal static class MultiHeadAttentionLowering
{
    public static Node Lower(LoweringContext context, MultiHeadAttentionLayer layer, IReadOnlyList<Node> operands)
    {
        var graph = context.Graph;
        var inputs = AttentionInputs.Of(context, layer, operands);
        var size = inputs.Features / layer.Heads;
        if (layer.Rotary && size % 2 != 0)
        {
            throw context.Error("GMNM1059", "Rotary", $"{size}");
        }

        Node Heads(string role, Node x)
        {
            var heads = AttentionParts.Split(graph, AttentionParts.Project(context, layer, role, x, inputs.Features), layer.Heads);
            return layer.Rotary ? PositionLowering.Rotate(graph, heads) : heads;
        }

        var products = graph.Add(
            new BatchMatMul(MatMulForm.TransposedRight), Heads("query", inputs.Query), Heads("key", inputs.Key));
        var scores = graph.Scale(products, 1 / Math.Sqrt(size));
        var weights = AttentionParts.Weights(context, layer, scores, AttentionParts.Visible(graph, layer, inputs));
        return AttentionParts.Mix(context, layer, inputs, DropoutLowering.Lower(context, layer.Dropout, weights));
    }
}
