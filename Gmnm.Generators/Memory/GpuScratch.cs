using Gmnm.Generators.Fusion;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Graph.Products;
using Gmnm.Generators.Scheduling;
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
            MatMul { Form: MatMulForm.TransposedLeft } or GaussianWeightGradient or ConvolutionWeightGradient { Groups: 1 } => (Parts(node.Shape), 0),
            GaussianOffsetGradient => (checked(SplitDepth.Most * node.Shape.Elements), 0),
            GaussianProjectionsGradient { Forward: var forward } => Recomputed(graph, node, forward),
            AxisAlignedGaussiansGradient => (graph[node.Inputs[1]].Shape.Elements, 0),
            AttentionGradient => (0, Attention(graph, node)),
            GaussianProjections forward when GaussianTile.Width(forward) == 0 && group.Nodes.Length == 1 =>
                PerRow(node.Shape.WithLast(checked(forward.Components * forward.Projections))),
            _ => (0, 0),
        };
    }

    /// <summary>What a row group needs: the rows that it keeps, all of which are under way at once, or the parts of its sum over rows.</summary>
    public static (int Fixed, int PerRow) OfRows(ComputationGraph graph, RowGroup group, RowSchedule schedule)
    {
        if (group.Nodes.Select(id => graph[id]).FirstOrDefault(node => FusionRules.IsSumOverRows(graph, group, node)) is { } sum)
        {
            var most = SplitSum.Of(sum, group.Space.Sizes[OpClasses.ReducedAxis(sum.Op)]).Most;
            return (most > 1 ? checked(most * sum.Shape.Elements) : 0, 0);
        }

        return PerRow(schedule.Loops.Space, schedule.ScratchRows.Length);
    }

    /// <summary>The projections, their gradients, and the parts of the weights' gradient.</summary>
    private static (int Fixed, int PerRow) Recomputed(ComputationGraph graph, Node node, GaussianProjections forward)
    {
        var terms = checked(forward.Components * forward.Projections);
        var (constant, perRow) = PerRow(graph[node.Inputs[3]].Shape.WithLast(checked(2 * terms)));
        return (checked(constant + Parts(graph[node.Inputs[1]].Shape)), perRow);
    }

    /// <summary>For each query its product of result and gradient, and room for the gradients that nothing reads.</summary>
    private static int Attention(ComputationGraph graph, Node node)
    {
        var forward = ((AttentionGradient)node.Op).Forward;
        var inputs = node.Inputs.Items.Select(id => graph[id].Shape).ToArray();
        return checked((forward.Heads * inputs[0].Sizes[1]) + inputs.Take(3).Max(static shape => shape.Elements));
    }

    private static int Parts(Shape result) => SplitDepth.Of(result) is > 1 and var parts ? checked(parts * result.Elements) : 0;

    private static (int Fixed, int PerRow) PerRow(Shape shape, int times = 1)
    {
        var floats = checked(times * shape.Elements);
        return shape.IsBatched ? (0, floats) : (floats, 0);
    }
}
