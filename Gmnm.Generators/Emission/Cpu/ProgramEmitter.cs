using System.Collections.Immutable;
using Gmnm.Generators.Compilation;
using Gmnm.Generators.Emission.Cpu.Kernels;
using Gmnm.Generators.Fusion;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Memory;
using Gmnm.Generators.Scheduling;

namespace Gmnm.Generators.Emission.Cpu;

/// <summary>Writes a program as a static class: constants, a method that runs the groups in order, a method for each group.</summary>
internal sealed class ProgramEmitter
{
    private readonly CompiledProgram _program;
    private readonly ComputationGraph _graph;
    private readonly Names _names;
    private readonly GroupText _text;
    private readonly ImmutableArray<GroupMethod> _methods;
    private readonly Dictionary<int, MatMulEmitter> _products = [];

    public ProgramEmitter(CompiledProgram program, Names names)
    {
        _program = program;
        _graph = program.Graph;
        _names = names;
        _text = new GroupText(program, names);
        _methods = [.. program.Plan.Groups.Select((_, index) => Describe(index))];
    }

    /// <summary>Writes a program that one thread runs.</summary>
    public void Emit(CodeWriter writer, string className, string summary)
    {
        writer.Summary(summary).Open($"private static class {className}");
        EmitMembers(writer);
        writer.Close();
    }

    /// <summary>Writes a prediction, whose samples threads share.</summary>
    /// <param name="call">The arguments of <c>Run</c> for the samples from <c>first</c> on, by block.</param>
    public void EmitPrediction(CodeWriter writer, string className, string summary, int tileRows, Func<StorageKind?, string> call)
    {
        writer.Summary(summary).Open($"private readonly struct {className} : IPredictionProgram");
        Property(writer, "TileRows", tileRows);
        Property(writer, "PartSamples", _program.PartSamples);
        writer.Line("/// <inheritdoc/>").Line("public static int TileArenaLength => ArenaLength(TileRows);").Blank();
        EmitMembers(writer);
        writer.Line("/// <inheritdoc/>");
        writer.Optimized().Open("public static void Run(nint first, nint rows, in ProgramMemory memory, ref float arena)");
        writer.Line(CodeWriter.List("Run(", Blocks(prepared: false).Select(block => call(block.Kind)), ");")).Close();
        writer.Close();
    }

    /// <summary>Writes a program that threads share group by group.</summary>
    public void EmitShared(CodeWriter writer, string className, string summary, SharedSchedule shared)
    {
        writer.Summary(summary).Open($"private readonly struct {className} : ITrainingProgram");
        Property(writer, "PartSamples", shared.PartSamples);
        EmitConstants(writer);
        writer.Line("/// <inheritdoc/>");
        writer.Line("public static int ThreadScratch(int rows) => checked(ScratchLength + (ScratchPerSampleLength * (checked(rows + 15) & ~15)));").Blank();
        new SharedRunEmitter(_program, _names, shared, _methods).Emit(writer);
        EmitGroups(writer);
        writer.Close();
    }

    private static void Property(CodeWriter writer, string name, int value) =>
        writer.Line("/// <inheritdoc/>").Line($"public static int {name} => {Literal.Int(value)};").Blank();

    private void EmitMembers(CodeWriter writer)
    {
        EmitConstants(writer);
        if (_program.Prepared.Contains(true))
        {
            EmitRun(writer, "Prepare", "Computes what depends on the parameters alone.", prepared: true);
        }

        EmitMethods(writer);
        if (_program.Single is { } single)
        {
            new SingleSampleEmitter(_program, _names, single, _methods, _products).Emit(writer, Blocks(prepared: false), root => Operand(root, samples: ""));
        }
    }

    private void EmitMethods(CodeWriter writer)
    {
        EmitRun(writer, "Run", "Runs the groups in order.", prepared: false);
        EmitGroups(writer);
    }

    private void EmitGroups(CodeWriter writer)
    {
        foreach (var method in _methods)
        {
            EmitGroup(writer, method);
        }
    }

    /// <summary>The body of a loop: the loop knows its sizes.</summary>
    public void EmitStep(CodeWriter writer, string className, string summary)
    {
        writer.Summary(summary).Open($"private static class {className}");
        writer.Line($"private const int FixedLength = {Literal.Int(_program.Memory.Fixed)}, PerSampleLength = {Literal.Int(_program.Memory.PerRow)};").Blank();
        EmitMethods(writer);
        writer.Close();
    }

    private void EmitConstants(CodeWriter writer)
    {
        var memory = _program.Memory;
        writer.Summary("Floats derived from the parameters alone.").Line($"internal const int PreparedLength = {Literal.Int(memory.Prepared)};").Blank();
        writer.Summary("Floats of the arena whatever the batch, and for each sample; samples count in multiples of 16.");
        writer.Line($"private const int FixedLength = {Literal.Int(memory.Fixed)}, PerSampleLength = {Literal.Int(memory.PerRow)};").Blank();
        writer.Summary("Floats of the kernels' scratch space, likewise.");
        writer.Line($"private const int ScratchLength = {Literal.Int(memory.ScratchFixed)}, ScratchPerSampleLength = {Literal.Int(memory.ScratchPerRow)};").Blank();
        writer.Summary("Floats of arena and scratch for a number of samples.");
        writer.Open("internal static int ArenaLength(int rows)");
        writer.Line("var samples = checked(rows + 15) & ~15;");
        writer.Line("return checked(FixedLength + ScratchLength + ((PerSampleLength + ScratchPerSampleLength) * samples));");
        writer.Close();
    }

    private void EmitRun(CodeWriter writer, string name, string summary, bool prepared)
    {
        var methods = _methods.Where((_, index) => _program.Prepared[index] == prepared).ToArray();
        writer.Summary(summary);
        writer.Optimized().Open(CodeWriter.List($"internal static void {name}(", Blocks(prepared).Select(static block => block.Declaration), ")"));
        if (!prepared)
        {
            writer.Line("var samples = (rows + 15) & ~15;");
            writer.Line("ref var perSample = ref Unsafe.Add(ref arena, FixedLength);");
            writer.Line("ref var scratch = ref Unsafe.Add(ref perSample, PerSampleLength * samples);");
        }

        foreach (var root in methods.SelectMany(static method => method.Roots).Distinct().OrderBy(static id => id).Where(id => !Operands.Contains(id)))
        {
            writer.Line(Operand(root));
        }

        writer.Blank();
        foreach (var method in methods)
        {
            writer.Line(CodeWriter.List(method.Name + "(", method.Arguments("rows", id => _names[id]), ");"));
        }

        if (_graph.Outputs.FirstOrDefault(static output => output.Kind == OutputKind.Loss) is { } loss && !prepared)
        {
            writer.Line($"result = {_names[_graph.Root(loss.Node)]};");
        }

        writer.Close();
    }

    /// <summary>In the body of a loop: the nodes that the loop hands to each step or takes from it.</summary>
    public ImmutableArray<int> Operands => [.. _methods.SelectMany(static method => method.Roots).Distinct()
        .Where(id => _program.Memory.Storages[id].Kind == StorageKind.Operand).OrderBy(static id => id)];

    /// <summary>What the program is given: the blocks of memory that it touches.</summary>
    public IEnumerable<(string Declaration, StorageKind? Kind)> Blocks(bool prepared)
    {
        if (!prepared)
        {
            yield return ("nint rows", null);
        }

        var used = _methods.Where((_, index) => _program.Prepared[index] == prepared)
            .SelectMany(static method => method.Roots).Select(id => _program.Memory.Storages[id].Kind).ToImmutableHashSet();
        foreach (var (kind, name) in Addresses.Blocks.Where(block => used.Contains(block.Kind)))
        {
            yield return ($"ref float {name}", kind);
        }

        foreach (var operand in prepared ? [] : Operands)
        {
            yield return ($"ref float {_names[operand]}", StorageKind.Operand);
        }

        if (!prepared && _methods.Any(static method => method.Packed is not null))
        {
            yield return ("nint step", null);
            yield return ("ref float packed", null);
        }

        if (!prepared)
        {
            yield return ("ref float arena", StorageKind.Fixed);
        }

        if (_methods.Where((_, index) => _program.Prepared[index] == prepared).Any(static method => method.ReadsDropoutKey))
        {
            yield return ("ulong dropoutKey", null);
        }

        if (!prepared && _graph.Outputs.Any(static output => output.Kind == OutputKind.Loss))
        {
            yield return ("out float result", null);
        }
    }

    /// <summary>The statement that gives a node in memory its name.</summary>
    private string Operand(int root, string samples = " * samples") =>
        $"ref var {_names[root]} = ref {Addresses.Of(_program.Memory.Storages[root], samples)};";

    private void EmitGroup(CodeWriter writer, GroupMethod method)
    {
        writer.Summary(method.Summary);
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]");
        writer.Open(CodeWriter.List($"private static void {method.Name}(", method.Parameters(_names), ")"));
        switch (method.Group)
        {
            case RowGroup group:
                var rows = new RowGroupEmitter(_program, _names, group, _program.Rows[method.Index], method.Sharing);
                rows.EmitMethodBody(writer);
                writer.Close();
                rows.EmitBodies(writer);
                break;
            case MatMulGroup group:
                var matMul = new MatMulEmitter(_program, _names, group, method.Name, method.Sharing);
                matMul.EmitMethodBody(writer);
                writer.Close();
                matMul.EmitBodies(writer);
                _products.Add(method.Index, matMul);
                break;
            case ProductsGroup group:
                var products = new ProductsEmitter(_program, _names, group, method.Name, method.Sharing);
                products.EmitMethodBody(writer);
                writer.Close();
                products.EmitBodies(writer);
                break;
            case TransposedProductsGroup group:
                TransposedProductsEmitter.Emit(writer, _program, _names, group, method.Sharing);
                writer.Close();
                break;
            case ScanGroup:
                var loop = new ScanEmitter(_program, _names, method.Index, method.Name);
                loop.EmitMethodBody(writer);
                writer.Close();
                loop.EmitStep(writer);
                break;
            case ConvolutionGroup group:
                var convolution = new ConvolutionEmitter(_program, _names, group, method.Name, method.Sharing);
                convolution.EmitMethodBody(writer);
                writer.Close();
                convolution.EmitBodies(writer);
                break;
            case AttentionGroup group:
                new AttentionEmitter(_program, _names, group).EmitMethodBody(writer);
                writer.Close();
                break;
            case KernelGroup group:
                KernelCalls.Emit(writer, new KernelCall(_program, _names, _graph[group.Nodes[0]], method.Sharing));
                writer.Close();
                break;
            default:
                new GaussianEmitter(_program, _names, method.Group).EmitMethodBody(writer);
                writer.Close();
                break;
        }
    }

    private GroupMethod Describe(int index)
    {
        var group = _program.Plan.Groups[index];
        var results = group.Nodes.Where(_program.Stored.Contains).ToArray();
        var roots = group.Nodes.SelectMany(id => Reads(id, group)).Concat(results).Distinct().OrderBy(static id => id).ToImmutableArray();
        var scratch = group switch
        {
            RowGroup => !_program.Rows[index].ScratchRows.IsEmpty,
            ScanGroup => true,
            _ => KernelScratch.Of(_graph, group) != (0, 0),
        };
        return new GroupMethod(
            index,
            group,
            _names.Unique(_text.Title(group)),
            _text.Summary(index),
            roots,
            group is RowGroup { Space.IsBatched: true } || group.Nodes.Any(UsesRows),
            BatchReciprocals.AreReadBy(_graph, group),
            scratch,
            group.Nodes.Any(id => ReadsInline(id, static op => op is DropoutMask)),
            _program.Shared?.Groups[index],
            PackedOperands.Of(_program.Plan).Where(entry => entry.Index == index).Select(static entry => (int?)entry.Offset).FirstOrDefault());
    }

    /// <summary>What a member reads from memory, through broadcasts and views.</summary>
    private IEnumerable<int> Reads(int id, FusedGroup group) => InMemory(id, group).SelectMany(input =>
        _graph[input].Op is Broadcast ? Reads(input, group)
        : OpClasses.IsInline(_graph[input].Op) || group.Nodes.Contains(input) ? []
        : (IEnumerable<int>)[_graph.Root(input)]);

    /// <summary>The inputs of a member, but for those that the loop around has packed.</summary>
    private IEnumerable<int> InMemory(int id, FusedGroup group) =>
        group is ProductsGroup products && products.Products.Contains(id) && products.IsPackedBefore(_graph)
            ? ProductTerm.Of(_graph, _graph[id]).Select(static term => term.Left.Id)
            : _graph[id].Inputs.Items;

    private bool UsesRows(int id) =>
        _graph[id].Shape.IsBatched || _graph.InputsOf(_graph[id]).Any(static input => input.Shape.IsBatched);

    private bool ReadsInline(int id, Func<Op, bool> predicate) => _graph.InputsOf(_graph[id]).Any(input =>
        predicate(input.Op) || (input.Op is Broadcast && ReadsInline(input.Id, predicate)));
}
