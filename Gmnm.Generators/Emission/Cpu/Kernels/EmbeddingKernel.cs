using Gmnm.Generators.Graph.Ops;

namespace Gmnm.Generators.Emission.Cpu.Kernels;

/// <summary>Writes the call of a lookup in a table, or of its gradient.</summary>
internal static class EmbeddingKernel
{
    public static void Emit(CodeWriter writer, KernelCall call)
    {
        var indices = call.Input(0).Shape;
        var rows = KernelCall.Samples(indices, indices.Elements);
        if (call.Node.Op is EmbeddingLookupGradient gradient)
        {
            writer.Line($"EmbeddingRows.Add(\n    rows: {rows}, count: {Literal.Int(gradient.Count)}, features: {Literal.Int(call.Node.Shape.Last)},\n"
                + $"    {call.Operand(0)}, {call.Operand(1)}, {call.Result});");
        }
        else
        {
            writer.Line($"EmbeddingRows.Copy(\n    rows: {rows}, features: {Literal.Int(call.Node.Shape.Last)},\n"
                + $"    {call.Operand(0)}, {call.Operand(1)}, {call.Result});");
        }
    }
}
