namespace Gmnm.Generators.Emission.Cpu.Kernels;

/// <summary>Writes a move of samples that are apart to where they follow each other, or back.</summary>
internal static class DenseKernel
{
    public static void Emit(CodeWriter writer, KernelCall call)
    {
        var length = Literal.Int(call.Node.Shape.Elements);
        writer.Open("for (nint row = 0; row < rows; row++)");
        writer.Line($"MemoryMarshal.CreateReadOnlySpan({Sample(call.Operand(0), call.SampleStride(call.Node.Inputs[0]))}, {length})");
        writer.Line($"    .CopyTo(MemoryMarshal.CreateSpan({Sample(call.Result, call.SampleStride(call.Node.Id))}, {length}));");
        writer.Close();
    }

    private static string Sample(string reference, int stride) => $"ref Unsafe.Add({reference}, row * {Literal.Int(stride)})";
}
