using Gmnm.Generators.Compilation;
using Gmnm.Generators.Fusion;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Emission.Gpu;

/// <summary>Writes what happens to the results of products in registers, as a struct.</summary>
/// <param name="context">The program.</param>
/// <param name="group">The group.</param>
/// <param name="space">Shape of the results.</param>
/// <param name="sumOf">How a product of the group is read; null for what is none.</param>
internal sealed class GpuEpilogue(GpuContext context, FusedGroup group, Shape space, Func<int, string?> sumOf)
{
    private static readonly string[] s_lanes = ["A", "B", "C", "D"];

    private readonly ComputationGraph _graph = context.Graph;

    /// <summary>Filters of a group, where a convolution has several; 0 for one.</summary>
    public int FiltersOfGroup { get; init; }

    /// <summary>Whether the results are images [N, F, rows, columns], a filter in each row and the positions of all samples in the columns.</summary>
    public bool IsImage { get; init; }

    /// <summary>
    /// Whether it can take four neighbours at once: what it reads and stores lies in aligned fours, or is the same for all
    /// columns, no value depends on its place, and not too many are stored.
    /// </summary>
    public bool AreFours => Stored.Count() <= s_lanes.Length && (IsImage ? Positions : space.Last) % GpuOperand.Four == 0
        && !group.Nodes.Any(DependsOnPlace)
        && Reads.All(node => !group.Nodes.Contains(_graph.Root(node.Id)) && (IsOfAllColumns(node) || IsOfFours(node)))
        && Stored.All(IsOfFours);

    private IEnumerable<Node> Stored => group.Nodes.Where(context.Program.Stored.Contains).Select(id => _graph[id]);

    /// <summary>What it reads, each once.</summary>
    private IReadOnlyList<Node> Reads => [.. group.Nodes.Where(id => sumOf(id) is null).SelectMany(Inputs).Distinct().Select(id => _graph[id])];

    private int Positions => space.Sizes[2] * space.Sizes[3];

    /// <summary>What an operation reads itself, or through constants and others that are part of an expression.</summary>
    private IEnumerable<int> Inputs(int id) => _graph[id].Inputs.Items.SelectMany(input =>
        group.Nodes.Contains(input) ? [] : OpClasses.IsInline(_graph[input].Op) ? Inputs(input) : [input]);

    private bool DependsOnPlace(int id) => _graph[id].Op is DropoutMask or Iota
        || _graph[id].Inputs.Items.Any(input => OpClasses.IsInline(_graph[input].Op) && DependsOnPlace(input));

    private bool IsOfAllColumns(Node node) => IsImage
        ? ImageOperand.Of(node.Shape, space).Positions
        : node.Shape is { Elements: 1, IsBatched: false } || Broadcasting.StretchedAxes(node.Shape, space).Contains(space.Rank - 1);

    private bool IsOfFours(Node node) => context.Addresses.Of(node.Id).IsAligned && (IsImage || RowStride(context.Program, node) % GpuOperand.Four == 0);

    /// <summary>Writes the struct for the results of one product.</summary>
    /// <param name="name">Name of the struct.</param>
    /// <param name="areFours">Whether it takes four neighbours at once.</param>
    public void Emit(string name, bool areFours)
    {
        if (areFours)
        {
            EmitFours(name);
        }
        else
        {
            Emit(name, "IElementEpilogue", "float accumulator, int row, int column", "");
        }
    }

    /// <summary>Everything is read before anything is stored, so that loads do not wait for stores.</summary>
    private void EmitFours(string name)
    {
        var writer = Open(name, "IProductEpilogue", "Quad accumulators, int row, int column");
        foreach (var node in Reads)
        {
            writer.Line($"var {context.Names[node.Id]} = {(IsOfAllColumns(node) ? Element(node) : $"{context.Addresses.Of(node.Id).Text}.LoadFour({Position(node)})")};");
        }

        Node[] computed = [.. Stored.Where(node => sumOf(node.Id) is null)];
        string Call(string lane) =>
            $"Element({string.Join(", ", Reads.Select(node => context.Names[node.Id] + (IsOfAllColumns(node) ? "" : "." + lane)).Prepend($"accumulators.{lane}"))})";
        if (computed.Length > 1)
        {
            foreach (var lane in s_lanes)
            {
                writer.Line($"var stored{lane} = {Call(lane)};");
            }
        }

        foreach (var node in Stored)
        {
            var values = s_lanes.Select(lane => computed.Length == 1 ? Call(lane) : $"stored{lane}.{s_lanes[Array.IndexOf(computed, node)]}");
            var store = $"{context.Addresses.Of(node.Id).Text}.StoreFour({Position(node)}, ";
            writer.Line(sumOf(node.Id) is null ? CodeWriter.List(store + "new(", values, "));") : $"{store}accumulators);");
        }

        writer.Close();
        if (computed.Length > 0)
        {
            EmitElement(writer, computed);
        }

        writer.Close();
    }

    /// <summary>Writes the values of an element that are stored: a float, or up to four in a struct of the runtime's. ILGPU keeps tuples in memory.</summary>
    private void EmitElement(CodeWriter writer, Node[] computed)
    {
        var reads = Reads;
        writer.Blank().Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]")
            .Open(CodeWriter.List($"private {(computed.Length == 1 ? "float" : "Quad")} Element(", ["float accumulator", .. reads.Select(node => $"float {context.Names[node.Id]}")], ")"));
        var body = new ScalarBody(
            writer, _graph, context.Names, node => sumOf(node.Id) ?? (reads.Contains(node) ? context.Names[node.Id] : null), Position);
        string[] values = [.. computed.Select(node => body.Value(node.Id))];
        writer.Line($"return {(computed.Length == 1 ? values[0] : $"new({string.Join(", ", values.Concat(Enumerable.Repeat("0f", s_lanes.Length - values.Length)))})")};").Close();
    }

    /// <param name="name">Name of the struct.</param>
    /// <param name="signature">Parameters of its method.</param>
    /// <param name="contract">The interface.</param>
    /// <param name="first">A statement before the others; empty for none.</param>
    public void Emit(string name, string contract, string signature, string first)
    {
        var writer = Open(name, contract, signature);
        if (first.Length > 0)
        {
            writer.Line(first);
        }

        EmitStores(new ScalarBody(writer, _graph, context.Names, Operand, Position));
        writer.Close().Close();
    }

    /// <summary>Opens the struct and its method, and says where the results are.</summary>
    private CodeWriter Open(string name, string contract, string signature)
    {
        var writer = context.Kernels;
        writer.Summary($"What happens to {string.Join(", ", group.Nodes.Where(id => sumOf(id) is not null).Select(id => context.Names[id]))} in registers.");
        writer.Open($"private readonly struct {name}(GpuMemory memory{(FiltersOfGroup > 0 ? ", int product" : "")}) : {contract}");
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]").Open($"public void Store({signature})");
        if (FiltersOfGroup > 0)
        {
            writer.Line($"row += product * {Literal.Int(FiltersOfGroup)};");
        }

        if (IsImage)
        {
            var positions = Literal.Int(Positions);
            writer.Line($"var (sample, position) = (column / {positions}, column % {positions});");
        }

        return writer;
    }

    /// <summary>Writes the same where <c>row</c> and <c>column</c> are known before the sums: what it reads is read first.</summary>
    /// <param name="sums">Writes the sums.</param>
    /// <param name="condition">Which threads store.</param>
    public void EmitAround(Action sums, string condition)
    {
        var body = new ScalarBody(context.Kernels, _graph, context.Names, Operand, Position);
        foreach (var id in group.Nodes.Where(id => sumOf(id) is null).SelectMany(id => _graph[id].Inputs.Items).Select(_graph.Root).Distinct())
        {
            if (!group.Nodes.Contains(id) && !OpClasses.IsInline(_graph[id].Op))
            {
                body.Value(id);
            }
        }

        sums();
        context.Kernels.Open($"if ({condition})");
        EmitStores(body);
        context.Kernels.Close();
    }

    private void EmitStores(ScalarBody body)
    {
        foreach (var id in group.Nodes.Where(context.Program.Stored.Contains))
        {
            context.Kernels.Line($"{Element(_graph[id])} = {body.Value(id)};");
        }
    }

    private string? Operand(Node node) => sumOf(node.Id) is { } sum ? sum
        : node.Op is Iota ? "(float)column"
        : group.Nodes.Contains(node.Id) || OpClasses.IsInline(node.Op) ? null
        : Element(node);

    private string Element(Node node) => context.Addresses.Of(node.Id).Element(Position(node));

    private string Position(Node node) => IsImage ? ImagePosition(node.Shape) : MatrixPosition(node);

    private string MatrixPosition(Node node)
    {
        var stretched = Broadcasting.StretchedAxes(node.Shape, space);
        if (node.Shape is { Elements: 1, IsBatched: false })
        {
            return "0";
        }

        var stride = RowStride(context.Program, node);
        var row = stride == 1 ? "row" : $"(row * {Literal.Int(stride)})";
        return stretched.Contains(space.Rank - 1) ? row : stretched.IsEmpty ? $"{row} + column" : "column";
    }

    private string ImagePosition(Shape operand)
    {
        var stretched = ImageOperand.Of(operand, space);
        var (channels, positions) = (space.Sizes[1], space.Sizes[2] * space.Sizes[3]);
        var plane = (stretched.Samples, stretched.Channels || channels == 1) switch
        {
            (true, true) => "",
            (true, false) => "row",
            (false, true) => "sample",
            _ => $"((sample * {Literal.Int(channels)}) + row)",
        };
        return stretched.Positions ? plane.Length == 0 ? "0" : plane
            : plane.Length == 0 ? "position" : $"({plane} * {Literal.Int(positions)}) + position";
    }

    /// <summary>Hands four results at a time to an epilogue that takes one.</summary>
    /// <param name="construction">The epilogue.</param>
    /// <param name="columns">Columns of the result, and whether that many for each sample.</param>
    public static string Elements(string construction, (int Count, bool IsBatched) columns)
    {
        var type = construction.Substring(4, construction.IndexOf('(') - 4);
        var areFours = columns.Count % GpuOperand.Four == 0 ? "true" : "false";
        return $"new Elements<{type}>({construction}, {GpuContext.Count(columns.Count, columns.IsBatched)}, {areFours})";
    }

    /// <summary>Floats from a row of an operand to the next.</summary>
    public static int RowStride(CompiledProgram program, Node node) =>
        program.LayoutOf(node.Id) is { SampleStride: > 0 and var apart } ? apart : node.Shape.Last;
}
