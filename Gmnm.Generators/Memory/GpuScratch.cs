using Gmnm.Generators.Fusion;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Graph.Products;
using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Memory;

/// <summary>Scratch space of kernels on a GPU.</summary>
internal static class GpuScratch
{
    /// <summary>Floats that a group needs: fixed, and for each sample.</summary>
    public static (int Fixed, int PerRow) Of(ComputationGraph graph, FusedGroup group)
    {
        var node = graph[group is MatMulGroup product ? product.Product : group.Nodes[0]];
        return node.Op switch
        {
            MatMul { Form: MatMulForm.TransposedLeft } or GaussianWeightGradient or ConvolutionWeightGradient => (Parts(node.Shape), 0),
            GaussianProjections forward when GaussianTile.Width(forward) == 0 && group.Nodes.Length == 1 =>
                PerRow(node.Shape.WithLast(checked(forward.Components * forward.Projections))),
            _ => (0, 0),
        };
    }

    private static int Parts(Shape result) => SplitDepth.Of(result) is > 1 and var parts ? checked(parts * result.Elements) : 0;

    private static (int Fixed, int PerRow) PerRow(Shape shape) => shape.IsBatched ? (0, shape.Elements) : (shape.Elements, 0);
}
