using Gmnm.Generators.Declaration;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;

namespace Gmnm.Generators.Lowering.Layers;

/// <summary>y = x Wᵀ + b over the last axis. Starts as PyTorch's: uniform in ±1 / √D.</summary>
internal static class LinearLowering
{
    public static Node Lower(LoweringContext context, LinearLayer layer, Node input)
    {
        var features = input.Shape.Last;
        var start = ParameterStart.Uniform(1 / Math.Sqrt(features));
        var weight = context.Parameter(layer.Name, "weight", start, layer.Units, features);
        var product = context.Graph.Add(new MatMul(MatMulForm.TransposedRight), input, weight);
        return layer.Bias
            ? context.Graph.Add(new Add(), product, context.Parameter(layer.Name, "bias", start, layer.Units))
            : product;
    }
}
