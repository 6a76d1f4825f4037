using Gmnm.Generators.Graph.Ops;

namespace Gmnm.Generators.Emission.Cpu.Kernels;

/// <summary>Writes the call for many matrix products of one size.</summary>
internal static class BatchMatMulKernel
{
    public static void Emit(CodeWriter writer, KernelCall call, BatchMatMul op)
    {
        var (left, right, result) = (call.Input(0).Shape, call.Input(1).Shape, call.Node.Shape);
        var (rows, columns, depth) = (result.Sizes[result.Rank - 2], result.Last, op.Depth(left));
        var (leftRow, leftDepth) = op.Form == MatMulForm.TransposedLeft ? (1, left.Last) : (left.Last, 1);
        var (rightDepth, rightColumn) = op.Form == MatMulForm.TransposedRight ? (1, right.Last) : (right.Last, 1);
        writer.Line("BatchMultiply.Run(\n"
            + $"    matrices: {KernelCall.Samples(result, result.Elements / (rows * columns))}, rows: {Literal.Int(rows)}, columns: {Literal.Int(columns)}, depth: {Literal.Int(depth)},\n"
            + $"    {call.Operand(0)}, leftRowStride: {Literal.Int(leftRow)}, leftDepthStride: {Literal.Int(leftDepth)},\n"
            + $"    {call.Operand(1)}, rightDepthStride: {Literal.Int(rightDepth)}, rightColumnStride: {Literal.Int(rightColumn)},\n"
            + $"    {call.Result}, ref scratch);");
    }
}
