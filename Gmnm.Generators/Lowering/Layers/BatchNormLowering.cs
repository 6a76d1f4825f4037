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

    private static Node ByBatch(LoweringContext context, BatchNormLayer layer, Node x)
    {
        var graph = context.Graph;
        var channels = x.Shape.Sizes[1];
        var perValue = graph.Add(new BatchReciprocal((double)channels / x.Shape.Elements));
        int[] axes = [0, .. Enumerable.Range(2, x.Shape.Rank - 2)];
        Node OverBatch(Node value) => graph.Add(new Multiply(), graph.Sum(value, axes), perValue);

        var mean = graph.Named(OverBatch(x), layer.Name + "Mean");
        var centered = graph.Add(new Subtract(), x, mean);
        var variance = graph.Named(OverBatch(graph.Add(new Square(), centered)), layer.Name + "Variance");
        Update(context, layer, Mean, mean, graph.Constant(layer.Momentum));
        UpdateVariance(context, layer, variance, perValue);
        var scale = graph.Named(Reciprocal(graph, variance, layer.Epsilon), layer.Name + "Scale");
        var normalized = graph.Add(new Multiply(), centered, scale);
        return Affine.Apply(context, layer.Name, layer.Affine, normalized);
    }

    /// <summary>
    /// The unbiased variance is the biased one over 1 - 1/n. With a single value, n = 1, there is none: the share of the batch
    /// becomes 0 and the divisor 1.
    /// </summary>
    private static void UpdateVariance(LoweringContext context, BatchNormLayer layer, Node variance, Node perValue)
    {
        var graph = context.Graph;
        var one = graph.Constant(1);
        var rest = graph.Add(new Subtract(), one, perValue);
        var several = graph.Add(new Sign(), rest);
        var divisor = graph.Add(new Add(), rest, graph.Add(new Subtract(), one, several));
        Update(context, layer, Variance, graph.Add(new Divide(), variance, divisor), graph.Scale(several, layer.Momentum));
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
