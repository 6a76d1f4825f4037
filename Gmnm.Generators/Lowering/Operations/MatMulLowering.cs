using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;

namespace Gmnm.Generators.Lowering.Operations;

/// <summary>The product of the last two axes, [lead…, M, D] times [lead…, D, N]; a transposed operand is read as it lies.</summary>
internal static class MatMulLowering
{
    public static Node Lower(LoweringContext context, Node left, Node right)
    {
        SampleAxis.Require(context, left, 2);
        SampleAxis.Require(context, right, 2);
        var rank = left.Shape.Rank;
        var fits = right.Shape.Rank == rank
            && left.Shape.Sizes.Take(rank - 2).SequenceEqual(right.Shape.Sizes.Take(rank - 2))
            && left.Shape.Last == right.Shape.Sizes[rank - 2];
        if (!fits)
        {
            throw context.Error("GMNM1033", null, SampleAxis.Text(left), SampleAxis.Text(right));
        }

        var graph = context.Graph;
        var transpose = Permute.Transpose(rank);
        return right.Op == transpose ? graph.Add(new BatchMatMul(MatMulForm.TransposedRight), left, graph.Nodes[right.Inputs[0]])
            : left.Op == transpose ? graph.Add(new BatchMatMul(MatMulForm.TransposedLeft), graph.Nodes[left.Inputs[0]], right)
            : graph.Add(new BatchMatMul(MatMulForm.Plain), left, right);
    }
}
