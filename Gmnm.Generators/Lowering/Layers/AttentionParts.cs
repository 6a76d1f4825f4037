using Gmnm.Generators.Declaration;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Lowering.Layers;

/// <summary>What the kinds of attention have in common: projections, heads, masks and weights.</summary>
internal static class AttentionParts
{
    /// <summary>What is taken from the score of a hidden key: beside any other it vanishes, and differences stay finite.</summary>
    private const double Hidden = 1e30;

    /// <summary>[T, any] to [T, features], under the name <c>layer.role</c>.</summary>
    public static Node Project(LoweringContext context, AttentionLayer layer, string role, Node x, int features) =>
        context.Graph.Named(
            LinearLowering.Lower(context, new LinearLayer($"{layer.Name}.{role}", features, layer.Bias), x),
            LayerName.ToIdentifier($"{layer.Name}.{role}"));

    /// <summary>[T, D] to [heads, T, D / heads].</summary>
    public static Node Split(GraphBuilder graph, Node x, int heads)
    {
        var (length, features) = (x.Shape.Sizes[1], x.Shape.Last);
        return graph.Add(Permute.Of(0, 2, 1, 3), graph.Reshape(x, Shape.OfBatch(length, heads, features / heads)));
    }

    /// <summary>1 where a query sees a key, else 0, of a shape that stretches to [heads, Tq, Tk]; null where all see all.</summary>
    public static Node? Visible(GraphBuilder graph, AttentionLayer layer, AttentionInputs inputs)
    {
        Node Not(Node value) => graph.Add(new Subtract(), graph.Constant(1), value);

        var real = inputs.Mask is { } mask
            ? Not(graph.Add(new EqualTo(), graph.Reshape(mask, Shape.OfBatch(1, 1, inputs.Keys)), graph.Constant(0)))
            : null;
        if (!layer.Causal)
        {
            return real;
        }

        var queries = graph.Reshape(graph.Add(new Iota(inputs.Queries)), Shape.Of(inputs.Queries, 1));
        var past = Not(graph.Add(new Step(), graph.Add(new Subtract(), graph.Add(new Iota(inputs.Keys)), queries)));
        return real is null ? past : graph.Add(new Multiply(), past, real);
    }

    /// <summary>Softmax of the visible scores. A row without one is zero: it has no NaN, and no gradient.</summary>
    public static Node Weights(LoweringContext context, AttentionLayer layer, Node scores, Node? visible)
    {
        var graph = context.Graph;
        if (visible is null)
        {
            return SoftmaxLowering.Lower(context, scores, scores.Shape.Rank - 1);
        }

        var penalty = graph.Scale(graph.Add(new Subtract(), visible, graph.Constant(1)), Hidden);
        var weights = SoftmaxLowering.Lower(context, graph.Add(new Add(), scores, penalty), scores.Shape.Rank - 1);
        return layer.KeyPaddingMask ? graph.Add(new Multiply(), weights, visible) : weights;
    }

    /// <summary>The values mixed by weights [heads, Tq, Tk], the heads side by side again, and projected.</summary>
    public static Node Mix(LoweringContext context, AttentionLayer layer, AttentionInputs inputs, Node weights)
    {
        var graph = context.Graph;
        var values = Split(graph, Project(context, layer, "value", inputs.Value, inputs.Features), layer.Heads);
        var mixed = graph.Add(
            new BatchMatMul(MatMulForm.Plain), graph.Named(weights, LayerName.ToIdentifier($"{layer.Name}.weights")), values);
        var joined = graph.Reshape(graph.Add(Permute.Of(0, 2, 1, 3), mixed), Shape.OfBatch(inputs.Queries, inputs.Features));
        return LinearLowering.Lower(
            context, new LinearLayer($"{layer.Name}.output", inputs.Features, layer.Bias), joined);
    }
}
