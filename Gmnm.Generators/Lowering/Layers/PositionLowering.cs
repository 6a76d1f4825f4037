using Gmnm.Generators.Declaration;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;

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

    /// <summary>Turns [..., T, D]: the halves (a, b) of the features become (a cos - b sin, b cos + a sin).</summary>
    public static Node Rotate(GraphBuilder graph, Node x)
    {
        var (last, half) = (x.Shape.Rank - 1, x.Shape.Last / 2);
        Node Table(SinusoidForm form) => graph.Add(new SinusoidTable(x.Shape.Sizes[last - 1], half, form));
        Node Product(Node a, Node b) => graph.Add(new Multiply(), a, b);

        var (sine, cosine) = (Table(SinusoidForm.Sine), Table(SinusoidForm.Cosine));
        var (a, b) = (graph.Add(new Slice(last, 0, half), x), graph.Add(new Slice(last, half, half), x));
        return graph.Add(
            new Concat(last, 2),
            graph.Add(new Subtract(), Product(a, cosine), Product(b, sine)),
            graph.Add(new Add(), Product(b, cosine), Product(a, sine)));
    }
}
