using Gmnm.Generators.Graph;
using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Lowering.Operations;

/// <summary>Broadcasting as in NumPy within the sample: the batch is an axis apart. Numbers stretch to anything.</summary>
internal static class Stretching
{
    /// <summary>The operands with as many axes each, so that elementwise operations stretch them.</summary>
    /// <exception cref="Diagnostics.DeclarationException">They do not stretch to one shape.</exception>
    public static Node[] Align(LoweringContext context, IReadOnlyList<Node> operands)
    {
        var tensors = operands.Where(static operand => operand.Shape.IsBatched).ToArray();
        var rank = tensors.Select(static tensor => tensor.Shape.Rank).DefaultIfEmpty().Max();
        var shape = Shape.Scalar;
        foreach (var tensor in tensors)
        {
            var sample = tensor.Shape.WithoutBatch();
            shape = Broadcasting.Combine(shape, sample)
                ?? throw context.Error("GMNM1031", null, string.Join(" and ", tensors.Select(SampleAxis.Text)));
        }

        return [.. operands.Select(operand => operand.Shape.IsBatched ? WithRank(context.Graph, operand, rank) : operand)];
    }

    /// <summary>A tensor, also where the operand is a number: then of shape [1] for each sample.</summary>
    public static Node Tensor(LoweringContext context, Node operand) =>
        operand.Shape.IsBatched ? operand : context.Graph.Broadcast(operand, Shape.OfBatch(1));

    private static Node WithRank(GraphBuilder graph, Node value, int rank)
    {
        var missing = Enumerable.Repeat(1, rank - value.Shape.Rank);
        return graph.Reshape(value, Shape.OfBatch([.. missing, .. value.Shape.WithoutBatch().Sizes]));
    }
}
