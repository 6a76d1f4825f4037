using Gmnm.Generators.Declaration;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Lowering.Layers;

/// <summary>
/// (x - mean) / √(variance + ε) · weight + bias for each channel, axis 1 of the batch: with the statistics of the batch in
/// training, with the running ones in a prediction and where the layer is frozen.
/// </summary>
internal static class BatchNormLowering
{
    private const string Mean = "runningMean";
    private const string Variance = "runningVariance";

    public static Node Lower(LoweringContext context, BatchNormLayer layer, Node x) =>
        context.Training && !context.Frozen ? ByBatch(context, layer, x) : ByRunning(context, layer, x);

    /// <summary>Scale and shift depend on the parameters alone: a prediction computes them once, and may fold them.</summary>
    private static Node ByRunning(LoweringContext context, BatchNormLayer layer, Node x)
    {
        var graph = context.Graph;
        var channels = x.Shape.Sizes[1];
        var (weight, bias) = Affine.Parameters(context, layer.Name, layer.Affine, channels);
        var deviation = Reciprocal(graph, State(context, layer, Variance, channels), layer.Epsilon);
        var scale = weight is null ? deviation : graph.Add(new Multiply(), weight, deviation);
        var mean = Affine.ByChannel(graph, State(context, layer, Mean, channels), x.Shape);
        var centered = graph.Add(new Subtract(), x, mean);
        var scaled = graph.Add(new Multiply(), centered, Affine.ByChannel(graph, graph.Named(scale, layer.Name + "Scale"), x.Shape));
        return bias is null ? scaled : graph.Add(new Add(), scaled, Affine.ByChannel(graph, bias, x.Shape));
    }

    /// <summary>The positions of a channel are one row.</summary>
    private static Node ByBatch(LoweringContext context, BatchNormLayer layer, Node images)
    {
        var graph = context.Graph;
        var (channels, positions) = (images.Shape.Sizes[1], images.Shape.Elements / images.Shape.Sizes[1]);
        var x = images.Shape.Rank == 2 ? images : graph.Reshape(images, Shape.OfBatch(channels, positions));
        var statistics = x.Shape.Rank == 2 ? Shape.Of(1, channels) : Shape.Of(1, channels, 1);
        var perValue = graph.Add(new BatchReciprocal(1.0 / positions));
        Node OverBatch(Node value) => graph.Add(new Multiply(), graph.SumTo(value, statistics), perValue);

        var mean = graph.Named(OverBatch(x), layer.Name + "Mean");
        var centered = graph.Add(new Subtract(), x, mean);
        var variance = graph.Named(OverBatch(graph.Add(new Square(), centered)), layer.Name + "Variance");
        Update(context, layer, Mean, mean, graph.Constant(layer.Momentum));
        UpdateVariance(context, layer, variance, positions);
        var scale = graph.Named(Reciprocal(graph, variance, layer.Epsilon), layer.Name + "Scale");
        var (weight, bias) = Affine.Parameters(context, layer.Name, layer.Affine, channels);
        var factor = weight is null ? scale : graph.Add(new Multiply(), scale, Affine.ByChannel(graph, weight, x.Shape));
        var scaled = graph.Add(new Multiply(), centered, factor);
        var result = bias is null ? scaled : graph.Add(new Add(), scaled, Affine.ByChannel(graph, bias, x.Shape));
        return graph.Reshape(result, images.Shape);
    }

    /// <summary>
    /// The unbiased variance of n values is n / (n - 1) = 1 + 1 / (n - 1) times the biased one. Of a single value there is
    /// none, and the running variance stays: only a flat tensor can have one, so only there the step depends on n.
    /// </summary>
    private static void UpdateVariance(LoweringContext context, BatchNormLayer layer, Node variance, int positions)
    {
        var graph = context.Graph;
        Node rest;
        Node share = graph.Constant(layer.Momentum);
        if (positions > 1)
        {
            rest = graph.Add(new BatchReciprocal(1.0 / positions, -1.0 / positions));
        }
        else
        {
            // With one sample 1 - 1/n is 0: its sign is the share, and 1 the divisor.
            var others = graph.Add(new Subtract(), graph.Constant(1), graph.Add(new BatchReciprocal()));
            var several = graph.Add(new Sign(), others);
            var divisor = graph.Add(new Add(), others, graph.Add(new Subtract(), graph.Constant(1), several));
            rest = graph.Add(new Divide(), graph.Add(new BatchReciprocal()), divisor);
            share = graph.Scale(several, layer.Momentum);
        }

        var unbiased = graph.Add(new Add(), variance, graph.Add(new Multiply(), variance, rest));
        Update(context, layer, Variance, unbiased, share);
    }

    /// <summary>running + share · (batch - running)</summary>
    private static void Update(LoweringContext context, BatchNormLayer layer, string name, Node batch, Node share)
    {
        var graph = context.Graph;
        var channels = batch.Shape.Elements;
        var running = graph.Reshape(State(context, layer, name, channels), batch.Shape);
        var step = graph.Add(new Multiply(), graph.Add(new Subtract(), batch, running), share);
        context.UpdateState(layer.Name, name, graph.Reshape(graph.Add(new Add(), running, step), Shape.Of(channels)));
    }

    private static Node State(LoweringContext context, BatchNormLayer layer, string name, int channels) =>
        context.State(layer.Name, name, ParameterStart.Constant(name == Variance ? 1 : 0), channels);

    private static Node Reciprocal(GraphBuilder graph, Node variance, double epsilon) =>
        graph.Add(new Rsqrt(), graph.Add(new Add(), variance, graph.Constant(epsilon)));
}
