using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Lowering.Layers;

/// <summary>What follows a normalisation: a weight and a bias for each channel, axis 1 of the batch.</summary>
internal static class Affine
{
    /// <summary>x · weight + bias; x itself where the layer has neither.</summary>
    public static Node Apply(LoweringContext context, string layer, bool wanted, Node x)
    {
        var graph = context.Graph;
        var (weight, bias) = Parameters(context, layer, wanted, x.Shape.Sizes[1]);
        return weight is null || bias is null
            ? x
            : graph.Add(
                new Add(),
                graph.Add(new Multiply(), graph.Named(x, layer + "Normalized"), ByChannel(graph, weight, x.Shape)),
                ByChannel(graph, bias, x.Shape));
    }

    /// <summary>Weight and bias, [channels] each; null where the layer has none.</summary>
    public static (Node? Weight, Node? Bias) Parameters(LoweringContext context, string layer, bool wanted, int channels) => wanted
        ? (context.Parameter(layer, "weight", ParameterStart.Constant(1), channels),
            context.Parameter(layer, "bias", ParameterStart.Constant(0), channels))
        : (null, null);

    /// <summary>[channels] as a shape that stretches over the positions of a batch: [channels, 1, 1].</summary>
    public static Node ByChannel(GraphBuilder graph, Node value, Shape batch) =>
        graph.Reshape(value, Shape.Of([value.Shape.Elements, .. Enumerable.Repeat(1, batch.Rank - 2)]));
}
