using Gmnm.Generators.Graph.Ops;

namespace Gmnm.Generators.Emission.Cpu.Kernels;

/// <summary>Writes the call that packs the right operand of a product.</summary>
internal static class PackedWeightsKernel
{
    public static void Emit(CodeWriter writer, KernelCall call, PackedWeights op)
    {
        var sizes = call.Input(0).Shape.Sizes;
        var stride = Literal.Int(sizes[1]);
        var (columns, depth, depthStride, columnStride) = op.Form == MatMulForm.TransposedRight
            ? (sizes[0], stride, "1", stride)
            : (sizes[1], Literal.Int(sizes[0]), stride, "1");
        writer.Line($"MatrixMultiply.Pack(\n    columns: {Literal.Int(columns)}, depth: {depth},\n"
            + $"    {call.Operand(0)}, rightDepthStride: {depthStride}, rightColumnStride: {columnStride}, {call.Result});");
    }
}
