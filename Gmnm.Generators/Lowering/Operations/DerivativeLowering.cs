using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Lowering.Operations;

/// <summary>Derivatives of one value with respect to another: placeholders, which differentiation expands.</summary>
internal static class DerivativeLowering
{
    /// <summary>d Σ y / dx, of the shape of x.</summary>
    public static Node Gradient(LoweringContext context, Node y, Node x) => context.Graph.Add(new GradientOf(), y, x);

    /// <summary>Σ_i ∂²y / ∂x_i² for each sample, [1]: the derivative of each element of the gradient by its own variable.</summary>
    public static Node Laplacian(LoweringContext context, Node y, Node x)
    {
        var graph = context.Graph;
        if (y.Shape.Elements != 1)
        {
            throw context.Error("GMNM2004", null, y.Shape.WithoutBatch().ToString());
        }

        var flat = Shape.OfBatch(x.Shape.Elements);
        var gradient = graph.Reshape(Gradient(context, y, x), flat);
        return Enumerable.Range(0, flat.Last)
            .Select(axis => graph.Add(
                new Slice(1, axis, 1), graph.Reshape(Gradient(context, graph.Add(new Slice(1, axis, 1), gradient), x), flat)))
            .Aggregate((sum, next) => graph.Add(new Add(), sum, next));
    }
}
