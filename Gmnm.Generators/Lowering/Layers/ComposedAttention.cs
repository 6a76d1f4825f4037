using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Lowering.Layers;

/// <summary>
/// Attention in elementary operations, with its weights in memory: where something happens to the weights, or where a derivative
/// of a derivative goes through them.
/// </summary>
internal static class ComposedAttention
{
    /// <summary>What is taken from the score of a hidden key: beside any other it vanishes, and differences stay finite.</summary>
    private const double Hidden = 1e30;

    /// <summary>The value of an attention's node.</summary>
    /// <param name="graph">Takes the nodes.</param>
    /// <param name="attention">The attention.</param>
    /// <param name="inputs">Its inputs.</param>
    /// <param name="change">What happens to the weights [heads, Tq, Tk].</param>
    public static Node Build(GraphBuilder graph, Attention attention, IReadOnlyList<Node> inputs, Func<Node, Node> change)
    {
        Node Heads(int input) => Split(graph, inputs[input], attention.Heads);

        var scores = graph.Scale(graph.Add(new BatchMatMul(MatMulForm.TransposedRight), Heads(0), Heads(1)), attention.Scale);
        var keys = inputs[1].Shape.Sizes[1];
        if (attention.Biased)
        {
            var bias = graph.Add(Permute.Of(0, 2, 1), inputs[attention.Bias]);
            scores = graph.Add(new Add(), scores, graph.Reshape(bias, Shape.OfBatch(attention.Heads, 1, keys)));
        }

        var visible = Visible(
            graph, attention.Causal, inputs[0].Shape.Sizes[1], keys, attention.Masked ? inputs[Attention.Mask] : null);
        var weights = Weights(graph, scores, visible, attention.Masked);
        return Mix(graph, change(weights), inputs[2]);
    }

    /// <summary>[T, D] to [heads, T, D / heads].</summary>
    public static Node Split(GraphBuilder graph, Node x, int heads)
    {
        var (length, features) = (x.Shape.Sizes[1], x.Shape.Last);
        return graph.Add(Permute.Of(0, 2, 1, 3), graph.Reshape(x, Shape.OfBatch(length, heads, features / heads)));
    }

    /// <summary>1 where a query sees a key, else 0, of a shape that stretches to [heads, Tq, Tk]; null where all see all.</summary>
    public static Node? Visible(GraphBuilder graph, bool causal, int queries, int keys, Node? mask)
    {
        Node Not(Node value) => graph.Add(new Subtract(), graph.Constant(1), value);

        var real = mask is null
            ? null
            : Not(graph.Add(new EqualTo(), graph.Reshape(mask, Shape.OfBatch(1, 1, keys)), graph.Constant(0)));
        if (!causal)
        {
            return real;
        }

        var places = graph.Reshape(graph.Add(new Iota(queries)), Shape.Of(queries, 1));
        var past = Not(graph.Add(new Step(), graph.Add(new Subtract(), graph.Add(new Iota(keys)), places)));
        return real is null ? past : graph.Add(new Multiply(), past, real);
    }

    /// <summary>The values [Tk, D] mixed by weights [heads, Tq, Tk], and the heads side by side again: [Tq, D].</summary>
    public static Node Mix(GraphBuilder graph, Node weights, Node values)
    {
        var (heads, queries) = (weights.Shape.Sizes[1], weights.Shape.Sizes[2]);
        var mixed = graph.Add(new BatchMatMul(MatMulForm.Plain), weights, Split(graph, values, heads));
        return graph.Reshape(graph.Add(Permute.Of(0, 2, 1, 3), mixed), Shape.OfBatch(queries, values.Shape.Last));
    }

    /// <summary>Softmax of the visible scores. A row without one is zero: it has no NaN, and no gradient.</summary>
    private static Node Weights(GraphBuilder graph, Node scores, Node? visible, bool masked)
    {
        if (visible is null)
        {
            return SoftmaxLowering.Lower(graph, scores, scores.Shape.Rank - 1);
        }

        var penalty = graph.Scale(graph.Add(new Subtract(), visible, graph.Constant(1)), Hidden);
        var weights = SoftmaxLowering.Lower(graph, graph.Add(new Add(), scores, penalty), scores.Shape.Rank - 1);
        return masked ? graph.Add(new Multiply(), weights, visible) : weights;
    }
}
