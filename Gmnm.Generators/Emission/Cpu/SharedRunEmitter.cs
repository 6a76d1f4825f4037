using System.Collections.Immutable;
using Gmnm.Generators.Compilation;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Memory;
using Gmnm.Generators.Scheduling;

namespace Gmnm.Generators.Emission.Cpu;

/// <summary>
/// Writes the method that runs one thread's share of a program. Names of batched values are those of the thread's samples;
/// where a group needs others' too, <c>valueAll</c> is the whole batch.
/// </summary>
internal sealed class SharedRunEmitter
{
    private readonly CompiledProgram _program;
    private readonly ComputationGraph _graph;
    private readonly Names _names;
    private readonly SharedSchedule _shared;
    private readonly ImmutableArray<GroupMethod> _methods;
    private readonly Dictionary<int, string> _parts;
    private readonly Dictionary<int, string> _whole = [];
    private readonly Dictionary<(int Count, int Multiple), (string From, string Extent)> _ranges = [];

    public SharedRunEmitter(CompiledProgram program, Names names, SharedSchedule shared, ImmutableArray<GroupMethod> methods)
    {
        (_program, _graph, _names, _shared, _methods) = (program, program.Graph, names, shared, methods);
        _parts = shared.PartialSums.ToDictionary(static sum => sum.Sum, sum => names.Unique(names[sum.Sum] + "Parts"));
        foreach (var id in Roots(static method => method.Sharing is Sharing.OneThread or Sharing.Range).Union(_parts.Keys))
        {
            _whole.Add(id, PerSample(id) == 0 ? names[id] : names.Unique(names[id] + "All"));
        }
    }

    public void Emit(CodeWriter writer)
    {
        writer.Summary("Runs one thread's share of the groups in order; the threads meet where one reads what another wrote.");
        writer.Optimized().Open("public static void Run(in ThreadShare share, in ProgramMemory memory)");
        EmitMemory(writer);
        var open = Bracket.None;
        foreach (var step in _shared.Steps)
        {
            var bracket = step.Group == _methods.Length ? Bracket.None : BracketOf(_methods[step.Group]);
            if (open != Bracket.None && (step.Waits || bracket != open))
            {
                writer.Close();
                open = Bracket.None;
            }

            EmitSums(writer, step);
            if (bracket != open)
            {
                Open(writer, bracket);
                open = bracket;
            }

            if (step.Group < _methods.Length)
            {
                EmitCall(writer, _methods[step.Group]);
            }
        }

        if (_graph.Outputs.FirstOrDefault(static output => output.Kind == OutputKind.Loss) is { } loss)
        {
            writer.Open("if (share.IsFirst)").Line($"memory.Result = {_whole[_graph.Root(loss.Node)]};").Close();
        }

        writer.Close();
    }

    private void EmitMemory(CodeWriter writer)
    {
        var kinds = Roots(static _ => true).Select(id => _program.Memory.Storages[id].Kind).ToImmutableHashSet();
        writer.Line("var rows = memory.Rows;").Line("var samples = (rows + 15) & ~15;").Line("var (first, count) = share.Samples;");
        foreach (var (kind, name) in Addresses.Blocks.Where(block => kinds.Contains(block.Kind)))
        {
            writer.Line($"ref var {name} = ref memory.{(kind == StorageKind.Gradient ? "Outputs" : char.ToUpperInvariant(name[0]) + name.Substring(1))};");
        }

        writer.Line("ref var arena = ref memory.Arena;");
        writer.Line("ref var perSample = ref Unsafe.Add(ref arena, FixedLength);");
        writer.Line("ref var scratch = ref share.Scratch(ref Unsafe.Add(ref perSample, PerSampleLength * samples));");
        if (_methods.Any(static method => method.ReadsDropoutKey))
        {
            writer.Line("var dropoutKey = memory.DropoutKey;");
        }

        var own = Roots(static method => method.Sharing is Sharing.Samples or Sharing.Parts).ToImmutableHashSet();
        foreach (var root in Roots(static _ => true))
        {
            var address = Addresses.Of(_program.Memory.Storages[root]);
            if (_whole.TryGetValue(root, out var whole))
            {
                writer.Line($"ref var {whole} = ref {address};");
            }

            if (own.Contains(root) && whole != _names[root])
            {
                var from = whole ?? (address.StartsWith("Unsafe", StringComparison.Ordinal) ? null : address);
                writer.Line($"ref var {_names[root]} = ref {(from is null ? Offset(address, root) : Addresses.At(from, "first", PerSample(root)))};");
            }
        }

        foreach (var (id, _, _) in _shared.PartialSums)
        {
            writer.Line($"ref var {_parts[id]} = ref share.Parts == 1 ? ref {_whole[id]} : ref {Addresses.PerSample(_program.Memory.PartialSums[id])};");
        }

        writer.Blank();
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
            writer.Line($"PartialSums.Add{small}(in share, ref {_parts[sum.Id]}, {Literal.Int(ParameterLayout.Aligned(length))}, ref {_whole[sum.Id]}, {Literal.Int(length)});");
        }

        if (step.WaitsForSums)
        {
            writer.Line("share.Wait();");
        }
    }

    private static Bracket BracketOf(GroupMethod method) => method.Sharing switch
    {
        Sharing.Parts => Bracket.Parts,
        Sharing.OneThread => Bracket.FirstThread,
        _ => Bracket.None,
    };

    private static void Open(CodeWriter writer, Bracket bracket)
    {
        if (bracket == Bracket.Parts)
        {
            writer.Open("foreach (var (part, start, length) in share.OwnParts)");
        }
        else if (bracket == Bracket.FirstThread)
        {
            writer.Open("if (share.IsFirst)");
        }
    }

    private void EmitCall(CodeWriter writer, GroupMethod method)
    {
        switch (method.Sharing)
        {
            case Sharing.Samples:
                Call("count", id => _names[id], "first");
                break;
            case Sharing.Parts parts:
                Call("length", id => parts.Sums.Contains(id)
                    ? Addresses.At(_parts[id], "part", ParameterLayout.Aligned(_graph[id].Shape.Elements))
                    : Addresses.At(_names[id], "start", PerSample(id)), "first + start");
                break;
            case Sharing.Range range:
                var (from, extent) = RangeOf(writer, range);
                Call("rows", id => Addresses.At(_whole[id], from, range.Strides[id]), extent: extent);
                break;
            default:
                Call("rows", id => _whole[id]);
                break;
        }

        void Call(string rows, Func<int, string> root, string first = "0", string extent = "") =>
            writer.Line(CodeWriter.List(method.Name + "(", method.Arguments(rows, root, first, extent), ");"));
    }

    /// <summary>The variables that hold this thread's range; groups with as many rows have them together.</summary>
    private (string From, string Extent) RangeOf(CodeWriter writer, Sharing.Range range)
    {
        if (!_ranges.TryGetValue((range.Count, range.Multiple), out var variables))
        {
            variables = (_names.Unique("from"), _names.Unique("extent"));
            _ranges.Add((range.Count, range.Multiple), variables);
            writer.Line($"var ({variables.From}, {variables.Extent}) = share.Range({Literal.Int(range.Count)}, multiple: {Literal.Int(range.Multiple)});");
        }

        return variables;
    }

    private IEnumerable<int> Roots(Func<GroupMethod, bool> isWanted) =>
        _methods.Where(isWanted).SelectMany(static method => method.Roots).Distinct().OrderBy(static id => id);

    private int PerSample(int id) => _graph[id].Shape.IsBatched ? _graph[id].Shape.Elements : 0;

    /// <summary>A place in a block, moved to the thread's first sample.</summary>
    private string Offset(string address, int root) => PerSample(root) == 0 ? address
        : address.Substring(0, address.Length - 1) + $" + first{(PerSample(root) == 1 ? "" : " * " + Literal.Int(PerSample(root)))})";

    /// <summary>What stands around neighbouring groups of a kind.</summary>
    private enum Bracket
    {
        None,
        Parts,
        FirstThread,
    }
}
