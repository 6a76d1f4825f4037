using Gmnm.Generators.Declaration;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;

namespace Gmnm.Generators.Lowering.Layers;

/// <summary>x / √(mean of x² + ε) · weight over the last axis.</summary>
internal static class RmsNormLowering
{
    public static Node Lower(LoweringContext context, RmsNormLayer layer, Node x)
    {
        var graph = context.Graph;
        var features = x.Shape.Last;
        var meanSquare = graph.Scale(graph.Sum(graph.Add(new Square(), x), x.Shape.Rank - 1), 1.0 / features);
        var scale = graph.Add(new Rsqrt(), graph.Add(new Add(), meanSquare, graph.Constant(layer.Epsilon)));
        var normalized = graph.Add(new Multiply(), x, graph.Named(scale, layer.Name + "Scale"));
        var weight = context.Parameter(layer.Name, "weight", ParameterStart.Constant(1), features);
        return graph.Add(new Multiply(), graph.Named(normalized, layer.Name + "Normalized"), weight);
    }
}
