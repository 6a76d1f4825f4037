using Gmnm.Generators.Declaration;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Lowering.Layers;

/// <summary>
/// G(x) = Π e(x) + b. The centre is folded into an offset, y = w · x - w · μ, so that all projections of a batch are one
/// matrix product. The starts make the exponent q about 2 for a standardised input and centres that vary like it.
/// </summary>
internal static class GmnmLowering
{
    public static Node Lower(LoweringContext context, GmnmLayer layer, Node input)
    {
        var exponentials = layer.Aggregation is Aggregation.Diagonal or Aggregation.Isotropic
            ? AxisAligned(context, layer, input)
            : Projected(context, layer, input);
        var mixture = context.Parameter(
            layer.Name, "mixture", ParameterStart.Normal(1 / Math.Sqrt(layer.Components)), layer.Units, layer.Components);
        var result = context.Graph.Add(
            new MatMul(MatMulForm.TransposedRight), context.Graph.Named(exponentials, layer.Name + "Exponentials"), mixture);
        return layer.Bias
            ? context.Graph.Add(new Add(), result, context.Parameter(layer.Name, "bias", ParameterStart.Constant(0), layer.Units))
            : result;
    }

    private static Node Projected(LoweringContext context, GmnmLayer layer, Node input)
    {
        var graph = context.Graph;
        var (components, features) = (layer.Components, input.Shape.Last);
        var projections = layer.Aggregation == Aggregation.Quadratic ? 2 * layer.Projections : layer.Projections;
        var centers = Centers(context, layer, input);
        var weight = context.Parameter(
            layer.Name, "projections", ParameterStart.Normal(ProjectionScale(layer, features)), components, projections, features);
        var products = graph.Add(new Multiply(), weight, graph.Reshape(centers, Shape.Of(components, 1, features)));
        var offsets = graph.Reshape(graph.Sum(products, 2), Shape.Of(components * projections));
        return graph.Add(
            new GaussianProjections(layer.Aggregation, components, projections),
            input,
            graph.Reshape(weight, Shape.Of(components * projections, features)),
            graph.Named(offsets, layer.Name + "Offsets"));
    }

    private static Node AxisAligned(LoweringContext context, GmnmLayer layer, Node input)
    {
        var features = input.Shape.Last;
        int[] scaleShape = layer.Aggregation == Aggregation.Diagonal ? [layer.Components, features] : [layer.Components];
        var scales = context.Parameter(layer.Name, "scales", ParameterStart.Constant(1 / Math.Sqrt(features)), scaleShape);
        return context.Graph.Add(new AxisAlignedGaussians(), input, Centers(context, layer, input), scales);
    }

    private static Node Centers(LoweringContext context, GmnmLayer layer, Node input) => context.Parameter(
        layer.Name,
        "centers",
        context.IsNetworkInput(input) && input.Shape.Rank == 2 ? ParameterStart.InputSamples : ParameterStart.Normal(1),
        layer.Components,
        input.Shape.Last);

    /// <summary>Norm and Sum: q is a sum of K squares of variance 2 / K. Quadratic: s² where s sums K products.</summary>
    private static double ProjectionScale(GmnmLayer layer, int features) => layer.Aggregation == Aggregation.Quadratic
        ? Math.Pow(2.0 * layer.Projections, -0.25) / Math.Sqrt(features)
        : 1 / Math.Sqrt((double)features * layer.Projections);
}
