using Gmnm.Generators.Declaration;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Lowering.Layers;

/// <summary>Layers that tell the steps of a sequence apart.</summary>
internal static class PositionLowering
{
    private const double LearnedStart = 0.02;

    public static Node Sinusoidal(LoweringContext context, Node x)
    {
        SequenceForm.Require(context, x);
        return context.Graph.Add(
            new Add(), x, context.Graph.Add(new SinusoidTable(x.Shape.Sizes[1], x.Shape.Last, SinusoidForm.Interleaved)));
    }

    public static Node Learned(LoweringContext context, LearnedPositionLayer layer, Node x)
    {
        SequenceForm.Require(context, x);
        var weight = context.Parameter(layer.Name, "weight", ParameterStart.Normal(LearnedStart), x.Shape.Sizes[1], x.Shape.Last);
        return context.Graph.Add(new Add(), x, weight);
    }

    public static Node Rotary(LoweringContext context, Node x)
    {
        SequenceForm.Require(context, x);
        return x.Shape.Last % 2 == 0
            ? Rotate(context.Graph, x)
            : throw context.Error("GMNM1059", null, $"{x.Shape.Last}");
    }

    /// <summary>
    /// Turns each head of [T, D]: the halves (a, b) of its features become (a cos - b sin, b cos + a sin). The halves of all
    /// heads are one row, and so are their angles.
    /// </summary>
    public static Node Rotate(GraphBuilder graph, Node x, int heads = 1)
    {
        var (length, half) = (x.Shape.Sizes[1], x.Shape.Last / heads / 2);
        var split = heads == 1 ? x.Shape : Shape.OfBatch(length, heads, 2 * half);
        var last = split.Rank - 1;
        Node Half(int start) =>
            graph.Reshape(graph.Add(new Slice(last, start, half), graph.Reshape(x, split)), Shape.OfBatch(length, heads * half));
        Node Whole(Node part) => graph.Reshape(part, split.WithLast(half));
        Node Product(Node a, Node b) => graph.Add(new Multiply(), a, b);
        Node Table(SinusoidForm form)
        {
            var table = graph.Add(new SinusoidTable(length, half, form));
            return heads == 1 ? table : graph.Add(new Concat(1, heads), [.. Enumerable.Repeat(table, heads)]);
        }

        var (sine, cosine) = (Table(SinusoidForm.Sine), Table(SinusoidForm.Cosine));
        var (a, b) = (Half(0), Half(half));
        var turned = graph.Add(
            new Concat(last, 2),
            Whole(graph.Add(new Subtract(), Product(a, cosine), Product(b, sine))),
            Whole(graph.Add(new Add(), Product(b, cosine), Product(a, sine))));
        return graph.Reshape(turned, x.Shape);
    }
}
