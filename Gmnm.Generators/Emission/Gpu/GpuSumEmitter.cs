using Gmnm.Generators.Emission.Cpu;
using Gmnm.Generators.Fusion;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Graph.Products;
using Gmnm.Generators.Scheduling;
using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Emission.Gpu;

/// <summary>
/// Writes a sum or maximum along another axis than the last: eight results for a group of threads, eight threads for each;
/// a whole group for each of a few results; or a thread for each where terms are few. What is added up is computed on the way. Long sums are taken in parts.
/// </summary>
internal sealed class GpuSumEmitter
{
    private const int Threads = SplitSum.Threads;

    private readonly GpuContext _context;
    private readonly RowGroup _group;
    private readonly ComputationGraph _graph;
    private readonly Node _reduction;
    private readonly int _axis;

    /// <summary>Axes of the result with more than one element, and their variables.</summary>
    private readonly List<(int Axis, string Name)> _axes = [];

    public GpuSumEmitter(GpuContext context, RowGroup group)
    {
        (_context, _group, _graph) = (context, group, context.Graph);
        _reduction = _graph[group.Nodes.Single(id => OpClasses.IsReduction(_graph[id].Op))];
        _axis = OpClasses.ReducedAxis(_reduction.Op);
        for (var axis = 0; axis < group.Space.Rank; axis++)
        {
            if (axis != _axis && group.Space.Sizes[axis] != 1)
            {
                _axes.Add((axis, LoopVariables.Name(_axes.Count)));
            }
        }
    }

    public void Emit(string name, string summary)
    {
        var result = _reduction.Shape;
        var count = GpuContext.Count(result.Elements, result.IsBatched);
        var size = _group.Space.Sizes[_axis];
        var length = size == Shape.Batch ? "memory.Rows" : Literal.Int(size);
        var kind = _reduction.Op is Sum ? "Sum" : "Max";
        var (lanes, least, most) = SplitSum.Of(_reduction, size);
        var writer = _context.Open(name, summary);
        if (most > 1)
        {
            writer.Line($"var parts = GpuGrid.Parts({length}, {least}, {most});");
        }

        writer.Line($"var result = {(lanes == 1 ? "GpuGrid.GroupX" : $"(GpuGrid.GroupX * {lanes}) + (GpuGrid.Thread % {lanes})")};");
        writer.Line($"var total = {(_reduction.Op is Sum ? "0f" : "float.NegativeInfinity")};");
        Decode(writer);
        writer.Open($"if (result < {count})");
        var (first, last) = most > 1 ? (PartStart("GpuGrid.GroupY") + " + ", PartStart("GpuGrid.GroupY + 1")) : ("", length);
        writer.Line($"var last = {last};");
        writer.Open($"for (var place = {first}{(lanes == 1 ? "GpuGrid.Thread" : $"(GpuGrid.Thread / {lanes})")}; place < last; place += {Threads / lanes})");
        var body = new ScalarBody(writer, _graph, _context.Names, Operand, Position);
        var value = body.Value(_reduction.Inputs[0]);
        foreach (var stored in _group.Nodes.Where(id => id != _reduction.Id && _context.Program.Stored.Contains(id)))
        {
            writer.Line($"{Element(_graph[stored])} = {body.Value(stored)};");
        }

        writer.Line(_reduction.Op is Sum ? $"total += {value};" : $"total = GpuMath.Max(total, {value});");
        writer.Close().Close();
        if (lanes < Threads)
        {
            writer.Line($"total = GpuReduction.{(lanes == 1 ? $"Group{kind}(total)" : $"Lane{kind}(total, {lanes})")};");
        }

        writer.Open(lanes == 1 ? "if (GpuGrid.Thread == 0)" : $"if (GpuGrid.Thread < {lanes} && result < {count})");
        var place = _context.Addresses.Of(_reduction.Id);
        var target = place.Element(Position(_reduction));
        var part = _context.Addresses.Scratch().Element($"(GpuGrid.GroupY * {count}) + result");
        writer.Line(most == 1 ? $"{target} = total;" : $"if (parts == 1)\n{{\n    {target} = total;\n}}\nelse\n{{\n    {part} = total;\n}}");
        writer.Close().Close();
        var groups = GpuExtent.Over(result.Elements, result.IsBatched, lanes);
        var partsOf = size == Shape.Batch ? new GpuExtent(1, 0, least, most) : new GpuExtent(0, size, least, most);
        if (most == 1)
        {
            _context.Launch(name, Threads, groups);
            return;
        }

        _context.Launch(name, Threads, groups, partsOf);
        new GpuPartSum(_context.Addresses.Scratch(), 1, result.Elements, length, least, most, $"new Written({place.Text}, {count})")
            .Emit(_context, _context.Unique(name + "Sum"), fewestSamples: size == Shape.Batch ? least + 1 : 0);

        string PartStart(string part) => $"GpuGrid.PartStart({length}, {part}, parts)";
    }

    private void Decode(CodeWriter writer)
    {
        var rest = "result";
        for (var index = _axes.Count - 1; index >= 0; index--)
        {
            var size = _group.Space.Sizes[_axes[index].Axis];
            var nested = rest.Contains(" ") ? $"({rest})" : rest;
            writer.Line($"var {_axes[index].Name} = {(index == 0 ? rest : $"{nested} % {Literal.Int(size)}")};");
            rest = $"{nested} / {Literal.Int(size)}";
        }
    }

    private string? Operand(Node node) => node.Op is Iota ? IotaPlace()
        : _group.Nodes.Contains(node.Id) || OpClasses.IsInline(node.Op) ? null
        : Element(node);

    /// <summary>The place along the last axis.</summary>
    private string IotaPlace()
    {
        var last = _group.Space.Rank - 1;
        return _axis == last ? "(float)place" : _axes.FirstOrDefault(axis => axis.Axis == last).Name is { } name ? $"(float){name}" : "0f";
    }

    private string Element(Node node) => _context.Addresses.Of(node.Id).Element(Position(node));

    private string Position(Node node)
    {
        var layout = _context.Program.LayoutOf(node.Id);
        var terms = _axes.Append((_axis, "place")).Select(axis => (Stride: LoopNest.Stride(_group.Space, layout, axis.Item1), Name: axis.Item2))
            .Where(static term => term.Stride > 0)
            .Select(static term => term.Stride == 1 ? term.Name : $"({term.Name} * {Literal.Int(term.Stride)})");
        return string.Join(" + ", terms) is { Length: > 0 } sum ? sum : "0";
    }
}
