using Gmnm.Generators.Graph.Ops;

namespace Gmnm.Generators.Emission.Cpu.Kernels;

/// <summary>Writes the call of a bilinear enlargement, or of its adjoint.</summary>
internal static class UpsampleKernel
{
    public static void Emit(CodeWriter writer, KernelCall call)
    {
        var (method, small, height, width) = call.Node.Op switch
        {
            BilinearUpsample op => ("Forward", call.Input(0).Shape, op.FactorHeight, op.FactorWidth),
            BilinearUpsampleGradient op => ("Adjoint", call.Node.Shape, op.FactorHeight, op.FactorWidth),
            var op => throw new Graph.InvalidGraphException($"{op} enlarges nothing."),
        };
        writer.Line($"BilinearUpsampling.{method}(\n"
            + $"    planes: {KernelCall.Samples(small, small.Elements / (small.Sizes[2] * small.Sizes[3]))}, "
            + $"height: {Literal.Int(small.Sizes[2])}, width: {Literal.Int(small.Sizes[3])}, "
            + $"factorHeight: {Literal.Int(height)}, factorWidth: {Literal.Int(width)},\n"
            + $"    {call.Operand(0)}, {call.Result});");
    }
}
