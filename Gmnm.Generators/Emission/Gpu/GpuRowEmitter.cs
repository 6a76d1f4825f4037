using Gmnm.Generators.Emission.Cpu;
using Gmnm.Generators.Fusion;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Scheduling;

namespace Gmnm.Generators.Emission.Gpu;

/// <summary>
/// Writes a row group. Without reductions every thread takes elements; with them a thread takes a short row, a warp one of
/// usual length and a group of threads a long one, and goes through its stages.
/// </summary>
internal sealed class GpuRowEmitter(GpuContext context, RowGroup group, RowSchedule schedule, string name, string summary)
{
    private const int LongestOfThread = 32;
    private const int LongestOfWarp = 1024;
    private const int ElementsOfThread = 4;

    /// <summary>As many as <c>GpuReduction</c> adds up: a thread waits for each element of its own.</summary>
    private const int ThreadsOfLongRow = 256;

    private readonly ComputationGraph _graph = context.Graph;
    private readonly HashSet<int> _written = [];

    /// <summary>Who takes a row, as the reductions are called.</summary>
    private string Taker => schedule.Loops.InnerExtent switch
    {
        { IsBatched: true } or { Factor: > LongestOfWarp } => "Group",
        { Factor: > LongestOfThread } => "Warp",
        _ => "Thread",
    };

    public void Emit()
    {
        var writer = context.Open(name, summary);
        if (IsElementwise)
        {
            EmitElements();
        }
        else
        {
            EmitRows(writer);
        }
    }

    /// <summary>Whether elements are independent of each other.</summary>
    public bool IsElementwise => !group.Nodes.Any(id => IsRowScalar(_graph[id]) || OpClasses.IsReduction(_graph[id].Op));

    private void EmitElements()
    {
        var space = group.Space;
        EmitElements("GpuGrid.First", GpuContext.Count(space.Elements, space.IsBatched), "GpuGrid.Stride");
        context.Kernels.Close();
        context.Launch(name, GpuContext.Threads, GpuExtent.Over(space.Elements, space.IsBatched, GpuContext.Threads * ElementsOfThread));
    }

    /// <summary>Writes a loop of a thread over elements, from its first to the end.</summary>
    public void EmitElements(string first, string end, string stride)
    {
        var writer = context.Kernels;
        var extents = schedule.Loops.OuterExtents;
        var inner = schedule.Loops.InnerExtent;
        var element = extents.IsEmpty ? "index" : "element";
        writer.Open($"for (var {element} = {first}; {element} < {end}; {element} += {stride})");
        if (!extents.IsEmpty)
        {
            writer.Line($"var index = element % {Literal.Int(inner.Factor)};");
            Decode(writer, $"element / {Literal.Int(inner.Factor)}");
        }

        EmitPasses(writer, null);
        writer.Close();
    }

    private void EmitRows(CodeWriter writer)
    {
        var extents = schedule.Loops.OuterExtents;
        var isBatched = extents.Any(static extent => extent.IsBatched);
        var rows = extents.Aggregate(1, static (product, extent) => checked(product * extent.Factor));
        var (first, step, tile) = Taker switch
        {
            "Group" => ("GpuGrid.GroupX", "GpuGrid.GroupsX", 1),
            "Warp" => ("GpuGrid.FirstOfWarp", "GpuGrid.Warps", GpuContext.Threads / 32),
            _ => ("GpuGrid.First", "GpuGrid.Stride", GpuContext.Threads),
        };
        if (Taker != "Thread")
        {
            writer.Line($"var lane = {(Taker == "Group" ? "GpuGrid.Thread" : "GpuGrid.Lane")};");
        }

        var row = extents.Length == 1 ? LoopVariables.Name(0) : "element";
        writer.Open($"for (var {row} = {first}; {row} < {GpuContext.Count(rows, isBatched)}; {row} += {step})");
        if (extents.Length > 1)
        {
            Decode(writer, "element");
        }

        EmitPasses(writer, new ScalarBody(writer, _graph, context.Names, RowOperand, Position, "OfRow"));
        writer.Close().Close();
        var isLong = Taker == "Group";
        context.Launches.Add(new KernelLaunch(
            name, isLong ? ThreadsOfLongRow : GpuContext.Threads, GpuExtent.Over(rows, isBatched, tile), GpuExtent.One, GpuExtent.One)
        {
            FewestThreads = isLong ? GpuContext.Threads : 0,
        });
    }

    /// <summary>Writes the variables of the outer loops, of the number of a row.</summary>
    private void Decode(CodeWriter writer, string row)
    {
        var extents = schedule.Loops.OuterExtents;
        var rest = row;
        for (var loop = extents.Length - 1; loop > 0; loop--)
        {
            var size = Literal.Int(extents[loop].Factor);
            writer.Line($"var {LoopVariables.Name(loop)} = {Parenthesized(rest)} % {size};");
            rest = $"{Parenthesized(rest)} / {size}";
        }

        if (extents.Length > 0 && rest != LoopVariables.Name(0))
        {
            writer.Line($"var {LoopVariables.Name(0)} = {rest};");
        }
    }

    private static string Parenthesized(string text) => text.Contains(" ") ? $"({text})" : text;

    /// <param name="rowBody">Computes what there is once for a row; null where threads take elements.</param>
    private void EmitPasses(CodeWriter writer, ScalarBody? rowBody)
    {
        foreach (var stage in schedule.Stages)
        {
            foreach (var id in stage.Scalars)
            {
                StoreOfRow(writer, id, rowBody!.Value(id));
            }

            foreach (var pass in stage.Passes)
            {
                EmitPass(writer, pass, rowBody);
            }
        }
    }

    private void EmitPass(CodeWriter writer, RowPass pass, ScalarBody? rowBody)
    {
        var reduction = pass.Reduction is { } id ? _graph[id] : null;
        var total = reduction is null ? "" : context.Names[reduction.Id] + "OfRow";
        if (reduction is not null)
        {
            writer.Line($"var {total} = {(reduction.Op is Sum ? "0f" : "float.NegativeInfinity")};");
        }

        if (rowBody is not null)
        {
            writer.Open(Taker == "Thread"
                ? $"for (var index = 0; index < {Text(schedule.Loops.InnerExtent)}; index++)"
                : $"for (var index = lane; index < {Text(schedule.Loops.InnerExtent)}; index += {(Taker == "Group" ? "GpuGrid.Threads" : "GpuGrid.Warp")})");
        }

        var body = new ScalarBody(writer, _graph, context.Names, Operand, Position, "", rowBody);
        var reduced = reduction is null ? null : body.Value(reduction.Inputs[0]);
        foreach (var written in pass.Writes)
        {
            writer.Line($"{Element(_graph[written])} = {body.Value(written)};");
        }

        if (reduction is not null)
        {
            writer.Line(reduction.Op is Sum ? $"{total} += {reduced};" : $"{total} = GpuMath.Max({total}, {reduced});");
        }

        if (rowBody is not null)
        {
            writer.Close();
        }

        _written.UnionWith(pass.Writes);
        if (reduction is not null)
        {
            if (Taker != "Thread")
            {
                writer.Line($"{total} = GpuReduction.{Taker}{(reduction.Op is Sum ? "Sum" : "Max")}({total});");
            }

            rowBody!.Define(reduction.Id, total);
            StoreOfRow(writer, reduction.Id, total);
        }
    }

    private void StoreOfRow(CodeWriter writer, int id, string value)
    {
        if (!schedule.Stored.Contains(id))
        {
            return;
        }

        var statement = $"{Element(_graph[id])} = {value};";
        if (Taker == "Thread")
        {
            writer.Line(statement);
        }
        else
        {
            writer.Open("if (lane == 0)").Line(statement).Close();
        }
    }

    private string? RowOperand(Node node) =>
        group.Nodes.Contains(node.Id) || OpClasses.IsInline(node.Op) ? null : Element(node);

    /// <summary>Reads memory and what earlier passes wrote; everything else is computed.</summary>
    private string? Operand(Node node) => node.Op is Iota ? "(float)index"
        : group.Nodes.Contains(node.Id) ? (_written.Contains(node.Id) ? Element(node) : null)
        : OpClasses.IsInline(node.Op) ? null
        : Element(node);

    private string Element(Node node)
    {
        var place = schedule.ScratchRows.IndexOf(node.Id) is >= 0 and var scratch ? Scratch(scratch) : context.Addresses.Of(node.Id);
        return place.Element(Position(node));
    }

    /// <summary>Where the rows of a member are kept that later stages read.</summary>
    private GpuPlace Scratch(int index) => group.Space.IsBatched
        ? context.Addresses.Scratch(checked(index * group.Space.Elements))
        : context.Addresses.Scratch().Further(checked(index * group.Space.Elements));

    /// <summary>The element of a node that belongs to the loops' variables.</summary>
    private string Position(Node node)
    {
        var (outer, inner) = schedule.Loops.Strides(context.Program.LayoutOf(node.Id));
        var terms = outer.Select(static (stride, loop) => stride switch
        {
            0 => "",
            1 => LoopVariables.Name(loop),
            _ => $"({LoopVariables.Name(loop)} * {Literal.Int(stride)})",
        }).Append(inner == 1 ? "index" : "").Where(static term => term.Length > 0);
        return string.Join(" + ", terms) is { Length: > 0 } sum ? sum : "0";
    }

    private bool IsRowScalar(Node node) => Iteration.SpaceOf(_graph, node) != group.Space;

    private static string Text(Extent extent) => GpuContext.Count(extent.Factor, extent.IsBatched);
}
