using Gmnm.Generators.Graph.Ops;

namespace Gmnm.Generators.Emission.Cpu.Kernels;

/// <summary>Writes the call that fills a table of sines and cosines.</summary>
internal static class SinusoidKernel
{
    public static void Emit(CodeWriter writer, KernelCall call)
    {
        var table = (SinusoidTable)call.Node.Op;
        writer.Line($"SinusoidTable.Fill{table.Form}(length: {Literal.Int(table.Length)}, features: {Literal.Int(table.Features)}, {call.Result});");
    }
}
