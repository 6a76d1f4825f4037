using Gmnm.Generators.Declaration;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Lowering.Layers;

/// <summary>
/// G(x) = Π e(x) + b: the parameters and what is derived from them, and the function itself, which may stand in another
/// graph than they do. The centre is folded into an offset, y = w · x - w · μ, so that all projections of a batch are one
/// matrix product. The starts make the exponent q about 2 for a standardised input and centres that vary like it.
/// </summary>
internal sealed class GmnmMixture
{
    private readonly string _name;
    private readonly Op _exponentials;
    private readonly Node[] _form;
    private readonly Node _mixture;
    private readonly Node? _bias;

    /// <param name="context">Takes the parameters.</param>
    /// <param name="layer">Its name is the prefix of the parameters' names.</param>
    /// <param name="features">Size of the input.</param>
    /// <param name="centers">How the centres start.</param>
    public GmnmMixture(LoweringContext context, GmnmLayer layer, int features, ParameterStart centers)
    {
        _name = layer.Name;
        (_exponentials, _form) = layer.Aggregation is Aggregation.Diagonal or Aggregation.Isotropic
            ? AxisAligned(context, layer, features, centers)
            : Projected(context, layer, features, centers);
        _mixture = context.Parameter(
            layer.Name, "mixture", ParameterStart.Normal(1 / Math.Sqrt(layer.Components)), layer.Units, layer.Components);
        _bias = layer.Bias ? context.Parameter(layer.Name, "bias", ParameterStart.Constant(0), layer.Units) : null;
    }

    /// <summary>The function at an input [rows…, features].</summary>
    /// <param name="graph">Takes the nodes.</param>
    /// <param name="input">The input, in this graph.</param>
    /// <param name="known">From a node of the parameters' graph to this one.</param>
    public Node At(GraphBuilder graph, Node input, Func<Node, Node> known)
    {
        var exponentials = graph.Named(graph.Add(_exponentials, [input, .. _form.Select(known)]), _name + "Exponentials");
        var result = graph.Add(new MatMul(MatMulForm.TransposedRight), exponentials, known(_mixture));
        return _bias is null ? result : graph.Add(new Add(), result, known(_bias));
    }

    private static (Op Exponentials, Node[] Form) Projected(
        LoweringContext context, GmnmLayer layer, int features, ParameterStart centersStart)
    {
        var graph = context.Graph;
        var components = layer.Components;
        var projections = layer.Aggregation == Aggregation.Quadratic ? checked(2 * layer.Projections) : layer.Projections;
        var centers = context.Parameter(layer.Name, "centers", centersStart, components, features);
        var weight = context.Parameter(
            layer.Name, "projections", ParameterStart.Normal(ProjectionScale(layer, features)), components, projections, features);
        var products = graph.Add(new Multiply(), weight, graph.Reshape(centers, Shape.Of(components, 1, features)));
        var offsets = graph.Reshape(graph.Sum(products, 2), Shape.Of(components * projections));
        return (
            new GaussianProjections(layer.Aggregation, components, projections),
            [graph.Reshape(weight, Shape.Of(components * projections, features)), graph.Named(offsets, layer.Name + "Offsets")]);
    }

    private static (Op Exponentials, Node[] Form) AxisAligned(
        LoweringContext context, GmnmLayer layer, int features, ParameterStart centersStart)
    {
        int[] scaleShape = layer.Aggregation == Aggregation.Diagonal ? [layer.Components, features] : [layer.Components];
        var scales = context.Parameter(layer.Name, "scales", ParameterStart.Constant(1 / Math.Sqrt(features)), scaleShape);
        var centers = context.Parameter(layer.Name, "centers", centersStart, layer.Components, features);
        return (new AxisAlignedGaussians(), [centers, scales]);
    }

    /// <summary>Norm and Sum: q is a sum of K squares of variance 2 / K. Quadratic: s² where s sums K products.</summary>
    private static double ProjectionScale(GmnmLayer layer, int features) => layer.Aggregation == Aggregation.Quadratic
        ? Math.Pow(2.0 * layer.Projections, -0.25) / Math.Sqrt(features)
        : 1 / Math.Sqrt((double)features * layer.Projections);
}
