using Gmnm.Generators.Declaration;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Lowering.Layers;

/// <summary>
/// Attention by distance, s_ij = exp(-½ ‖W (q_i - k_j)‖²). W is folded into the projections of queries and keys: a = W q and
/// b = W k are one product each. Then ‖a - b‖² = ‖a‖² + ‖b‖² - 2 a·b, of which a sum of a row cancels ‖a‖²: normalised
/// scores are the softmax of a·b - ½ ‖b‖².
/// </summary>
internal static class GmnmAttentionLowering
{
    public static Node Lower(LoweringContext context, GmnmAttentionLayer layer, IReadOnlyList<Node> operands)
    {
        var graph = context.Graph;
        var inputs = AttentionInputs.Of(context, layer, operands);
        var queries = Projected(context, layer, inputs, "query", inputs.Query);
        var keys = Projected(context, layer, inputs, "key", inputs.Key);
        if (layer.Normalize)
        {
            var heads = graph.Reshape(keys, Shape.OfBatch(inputs.Keys, layer.Heads, keys.Shape.Last / layer.Heads));
            var bias = graph.Reshape(graph.Scale(HalfSquares(graph, heads), -1), Shape.OfBatch(inputs.Keys, layer.Heads));
            return AttentionParts.Attend(context, layer, inputs, queries, keys, scale: 1, bias, dropout: 0);
        }

        var (a, b) = (ComposedAttention.Split(graph, queries, layer.Heads), ComposedAttention.Split(graph, keys, layer.Heads));
        var products = graph.Add(new BatchMatMul(MatMulForm.TransposedRight), a, b);
        var keySquares = graph.Reshape(HalfSquares(graph, b), Shape.OfBatch(layer.Heads, 1, inputs.Keys));
        var exponent = graph.Add(new Subtract(), graph.Add(new Subtract(), products, keySquares), HalfSquares(graph, a));
        var visible = ComposedAttention.Visible(graph, layer.Causal, inputs.Queries, inputs.Keys, inputs.Mask);
        var weights = AttentionParts.NamedWeights(context, layer, Gaussians(graph, exponent, visible));
        var values = AttentionParts.Project(context, layer, "value", inputs.Value, inputs.Features);
        return AttentionParts.Output(context, layer, inputs, ComposedAttention.Mix(graph, weights, values));
    }

    /// <summary>exp of minus half the squared distance, which rounding may make slightly negative.</summary>
    private static Node Gaussians(GraphBuilder graph, Node exponent, Node? visible)
    {
        // What is taken off is rounding, a constant: no slope jumps at distance 0.
        var excess = graph.Add(new StopGradient(), graph.Add(new Relu(), exponent));
        var scores = graph.Add(new Exp(), graph.Add(new Subtract(), exponent, excess));
        return visible is null ? scores : graph.Add(new Multiply(), scores, visible);
    }

    /// <summary>½ ‖x‖² over the last axis, which stays with size 1.</summary>
    private static Node HalfSquares(GraphBuilder graph, Node x) =>
        graph.Scale(graph.Sum(graph.Add(new Square(), x), x.Shape.Rank - 1), 0.5);

    /// <summary>W (W_role x + b) for each head, side by side: [T, heads · projections].</summary>
    private static Node Projected(LoweringContext context, GmnmAttentionLayer layer, AttentionInputs inputs, string role, Node x)
    {
        var graph = context.Graph;
        var (heads, size, features) = (layer.Heads, inputs.Features / layer.Heads, x.Shape.Last);
        var projections = layer.Projections == 0 ? size : layer.Projections;
        var start = ParameterStart.Uniform(1 / Math.Sqrt(features));
        var forms = context.Parameter(
            layer.Name, "projections", ParameterStart.Normal(1 / Math.Sqrt((double)projections * size)), heads, projections, size);
        var weight = context.Parameter($"{layer.Name}.{role}", "weight", start, inputs.Features, features);
        Node Folded(Node value, int columns) => graph.Add(
            new BatchMatMul(MatMulForm.Plain), forms, graph.Reshape(value, Shape.Of(heads, size, columns)));

        var folded = graph.Reshape(Folded(weight, features), Shape.Of(heads * projections, features));
        var product = graph.Add(new MatMul(MatMulForm.TransposedRight), x, folded);
        if (layer.Bias)
        {
            var bias = Folded(context.Parameter($"{layer.Name}.{role}", "bias", start, inputs.Features), 1);
            product = graph.Add(new Add(), product, graph.Reshape(bias, Shape.Of(heads * projections)));
        }

        return product;
    }
}
