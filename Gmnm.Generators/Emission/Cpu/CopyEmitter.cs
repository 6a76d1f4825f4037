using Gmnm.Generators.Compilation;
using Gmnm.Generators.Fusion;
using Gmnm.Generators.Graph.Ops;

namespace Gmnm.Generators.Emission.Cpu;

/// <summary>Writes a move of a range of the last axis.</summary>
internal sealed class CopyEmitter(CompiledProgram program, Names names, CopyGroup group)
{
    public void EmitMethodBody(CodeWriter writer)
    {
        var node = program.Graph[group.Nodes[0]];
        var source = program.Graph[node.Inputs[0]];
        var (from, to) = (names[program.Graph.Root(source.Id)], names[node.Id]);
        var perSample = source.Shape.Elements / source.Shape.Last;
        var rows = !source.Shape.IsBatched ? Literal.Int(perSample) : perSample == 1 ? "rows" : $"rows * {Literal.Int(perSample)}";
        writer.Open($"for (nint row = 0; row < {rows}; row++)");
        writer.Line($"var source = MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref {from}, row * {Literal.Int(source.Shape.Last)}), {Literal.Int(source.Shape.Last)});");
        writer.Line($"var destination = MemoryMarshal.CreateSpan(ref Unsafe.Add(ref {to}, row * {Literal.Int(node.Shape.Last)}), {Literal.Int(node.Shape.Last)});");
        if (node.Op is Slice slice)
        {
            writer.Line($"source.Slice({Literal.Int(slice.Start)}, {Literal.Int(slice.Length)}).CopyTo(destination);");
        }
        else if (node.Op is Pad pad)
        {
            writer.Line("destination.Clear();");
            writer.Line($"source.CopyTo(destination.Slice({Literal.Int(pad.Before)}));");
        }

        writer.Close();
    }
}
