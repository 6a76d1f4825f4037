using Gmnm.Generators.Declaration;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;

namespace Gmnm.Generators.Lowering.Layers;

/// <summary>(x - mean) / √(variance + ε) · weight + bias over the last axis, with the biased variance.</summary>
internal static class LayerNormLowering
{
    public static Node Lower(LoweringContext context, LayerNormLayer layer, Node x)
    {
        var graph = context.Graph;
        var (features, last) = (x.Shape.Last, x.Shape.Rank - 1);
        Node Mean(Node value) => graph.Scale(graph.Sum(value, last), 1.0 / features);

        var centered = graph.Add(new Subtract(), x, graph.Named(Mean(x), layer.Name + "Mean"));
        var variance = Mean(graph.Add(new Square(), centered));
        var scale = graph.Add(new Rsqrt(), graph.Add(new Add(), variance, graph.Constant(layer.Epsilon)));
        var normalized = graph.Add(new Multiply(), centered, graph.Named(scale, layer.Name + "Scale"));
        if (!layer.Affine)
        {
            return normalized;
        }

        var weight = context.Parameter(layer.Name, "weight", ParameterStart.Constant(1), features);
        var bias = context.Parameter(layer.Name, "bias", ParameterStart.Constant(0), features);
        return graph.Add(new Add(), graph.Add(new Multiply(), graph.Named(normalized, layer.Name + "Normalized"), weight), bias);
    }
}
