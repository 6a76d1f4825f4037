using System.Collections.Immutable;
using Gmnm.Generators.Compilation;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Memory;
using Gmnm.Generators.Scheduling;

namespace Gmnm.Generators.Emission.Cpu;

/// <summary>Writes the method that runs one thread's share of a program.</summary>
internal sealed class SharedRunEmitter(CompiledProgram program, Names names, SharedSchedule shared, ImmutableArray<GroupMethod> methods)
{
    private readonly ComputationGraph _graph = program.Graph;
    private readonly Dictionary<int, string> _parts = shared.PartialSums.ToDictionary(static sum => sum.Sum, sum => names.Unique(names[sum.Sum] + "Parts"));

    public void Emit(CodeWriter writer)
    {
        writer.Summary("Runs one thread's share of the groups in order; the threads meet where one reads what another wrote.");
        writer.Open("public static void Run(in Share share, in ProgramMemory memory)");
        EmitMemory(writer);
        foreach (var step in shared.Steps)
        {
            EmitSums(writer, step);
            if (step.Group < methods.Length)
            {
                EmitCall(writer, methods[step.Group]);
            }
        }

        if (_graph.Outputs.FirstOrDefault(static output => output.Kind == OutputKind.Loss) is { } loss)
        {
            writer.Open("if (share.IsFirst)").Line($"memory.Result = {names[_graph.Root(loss.Node)]};").Close();
        }

        writer.Close();
    }

    private void EmitMemory(CodeWriter writer)
    {
        int[] roots = [.. methods.SelectMany(static method => method.Roots).Distinct().OrderBy(static id => id)];
        var kinds = roots.Select(id => program.Memory.Storages[id].Kind).ToImmutableHashSet();
        writer.Line("var rows = memory.Rows;").Line("var samples = (rows + 15) & ~15;");
        foreach (var (kind, name) in Addresses.Blocks.Where(block => kinds.Contains(block.Kind)))
        {
            writer.Line($"ref var {name} = ref memory.{(kind == StorageKind.Gradient ? "Outputs" : Member(name))};");
        }

        writer.Line("ref var arena = ref memory.Arena;");
        writer.Line("ref var perSample = ref Unsafe.Add(ref arena, FixedLength);");
        writer.Line("ref var scratch = ref share.Scratch(ref Unsafe.Add(ref perSample, PerSampleLength * samples));");
        if (methods.Any(static method => method.ReadsDropoutKey))
        {
            writer.Line("var dropoutKey = memory.DropoutKey;");
        }

        foreach (var root in roots)
        {
            writer.Line($"ref var {names[root]} = ref {Addresses.Of(program.Memory.Storages[root])};");
        }

        foreach (var (id, _, _) in shared.PartialSums)
        {
            writer.Line($"ref var {_parts[id]} = ref share.Parts == 1 ? ref {names[id]} : ref {Addresses.PerSample(program.Memory.PartialSums[id])};");
        }

        writer.Line("var (first, count) = share.Samples;").Blank();
    }

    private void EmitSums(CodeWriter writer, SharedStep step)
    {
        if (step.Waits)
        {
            writer.Line("share.Wait();");
        }

        foreach (var sum in step.Sums)
        {
            var length = _graph[sum.Id].Shape.Elements;
            var small = length <= SharedSchedule.SmallSum ? "Small" : "";
            writer.Line($"PartialSums.Add{small}(in share, ref {_parts[sum.Id]}, {Literal.Int(ParameterLayout.Aligned(length))}, ref {names[sum.Id]}, {Literal.Int(length)});");
        }

        if (step.WaitsForSums)
        {
            writer.Line("share.Wait();");
        }
    }

    private void EmitCall(CodeWriter writer, GroupMethod method)
    {
        switch (method.Sharing)
        {
            case Sharing.Samples:
                Call("count", id => Addresses.At(names[id], "first", PerSample(id)), "first");
                break;
            case Sharing.Parts parts:
                writer.Open("for (var part = share.FirstPart; part < share.EndPart; part++)");
                writer.Line("var (start, length) = share.Part(part);");
                Call("length", id => parts.Sums.Contains(id)
                    ? Addresses.At(_parts[id], "part", ParameterLayout.Aligned(_graph[id].Shape.Elements))
                    : Addresses.At(names[id], "start", PerSample(id)), "start");
                writer.Close();
                break;
            case Sharing.Range range:
                var (from, extent) = (names.Unique("from"), names.Unique("extent"));
                writer.Line($"var ({from}, {extent}) = share.Range({Literal.Int(range.Count)}, multiple: {Literal.Int(range.Multiple)});");
                Call("rows", id => Addresses.At(names[id], from, range.Strides[id]), extent: extent);
                break;
            default:
                writer.Open("if (share.IsFirst)");
                Call("rows", id => names[id]);
                writer.Close();
                break;
        }

        void Call(string rows, Func<int, string> root, string first = "0", string extent = "") =>
            writer.Line(CodeWriter.List(method.Name + "(", method.Arguments(rows, root, first, extent), ");"));
    }

    private int PerSample(int id) => _graph[id].Shape.IsBatched ? _graph[id].Shape.Elements : 0;


    private static string Member(string block) => char.ToUpperInvariant(block[0]) + block.Substring(1);
}
