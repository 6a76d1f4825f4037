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
        var normalized = Normalization.OverLast(graph, layer.Name, layer.Epsilon, x);
        if (!layer.Affine)
        {
            return normalized;
        }

        var features = x.Shape.Last;
        var weight = context.Parameter(layer.Name, "weight", ParameterStart.Constant(1), features);
        var bias = context.Parameter(layer.Name, "bias", ParameterStart.Constant(0), features);
        return graph.Add(new Add(), graph.Add(new Multiply(), graph.Named(normalized, layer.Name + "Normalized"), weight), bias);
    }
}
