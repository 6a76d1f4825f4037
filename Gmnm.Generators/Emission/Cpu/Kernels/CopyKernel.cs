using Gmnm.Generators.Graph.Ops;

namespace Gmnm.Generators.Emission.Cpu.Kernels;

/// <summary>Writes a move of a range of the last axis.</summary>
internal static class CopyKernel
{
    public static void Emit(CodeWriter writer, KernelCall call)
    {
        var (from, to) = (call.Input(0).Shape.Last, call.Node.Shape.Last);
        writer.Open($"for (nint row = 0; row < {KernelCall.Rows(call.Input(0).Shape)}; row++)");
        writer.Line($"var source = MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add({call.Operand(0)}, row * {Literal.Int(from)}), {Literal.Int(from)});");
        writer.Line($"var destination = MemoryMarshal.CreateSpan(ref Unsafe.Add({call.Result}, row * {Literal.Int(to)}), {Literal.Int(to)});");
        if (call.Node.Op is Slice slice)
        {
            writer.Line($"source.Slice({Literal.Int(slice.Start)}, {Literal.Int(slice.Length)}).CopyTo(destination);");
        }
        else if (call.Node.Op is Pad pad)
        {
            writer.Line("destination.Clear();");
            writer.Line($"source.CopyTo(destination.Slice({Literal.Int(pad.Before)}));");
        }

        writer.Close();
    }
}
