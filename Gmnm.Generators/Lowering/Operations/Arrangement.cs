using System.Globalization;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Model;
using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Lowering.Operations;

/// <summary>The same elements under other axes.</summary>
internal static class Arrangement
{
    public static Node Transpose(LoweringContext context, Node x)
    {
        SampleAxis.Require(context, x, 2);
        return context.Graph.Add(Graph.Ops.Permute.Transpose(x.Shape.Rank), x);
    }

    public static Node Permute(LoweringContext context, EquatableArray<int> axes, Node x)
    {
        var rank = x.Shape.Rank - 1;
        int[] order = [.. axes.Select(axis => axis < 0 ? axis + rank : axis)];
        return order.OrderBy(static axis => axis).SequenceEqual(Enumerable.Range(0, rank))
            ? context.Graph.Add(Graph.Ops.Permute.Of([0, .. order.Select(static axis => axis + 1)]), x)
            : throw context.Error(
                "GMNM1037",
                "axes",
                SampleAxis.Text(x),
                $"[{string.Join(", ", axes.Select(static axis => axis.ToString(CultureInfo.InvariantCulture)))}]");
    }

    /// <summary>Operands one after the other along an axis.</summary>
    public static Node Concat(LoweringContext context, int axis, IReadOnlyList<Node> operands)
    {
        Node[] tensors = [.. operands.Select(operand => Stretching.Tensor(context, operand))];
        var along = SampleAxis.Of(context, tensors[0], axis);
        foreach (var tensor in tensors)
        {
            if (tensor.Shape.Rank != tensors[0].Shape.Rank || tensor.Shape.With(along, 1) != tensors[0].Shape.With(along, 1))
            {
                throw context.Error(
                    "GMNM1034", null, SampleAxis.Text(tensors[0]), SampleAxis.Text(tensor), axis.ToString(CultureInfo.InvariantCulture));
            }
        }

        return tensors.Length == 1 ? tensors[0] : context.Graph.Add(new Concat(along, tensors.Length), tensors);
    }

    /// <summary>Without axes of size 1. A sample keeps at least one axis: [1] where all are dropped.</summary>
    public static Node Drop(GraphBuilder graph, Node x, IReadOnlyCollection<int> axes)
    {
        int[] sizes = [.. x.Shape.Sizes.Where((_, axis) => axis > 0 && !axes.Contains(axis))];
        return graph.Reshape(x, Shape.OfBatch(sizes.Length == 0 ? [1] : sizes));
    }
}
