using Gmnm.Generators.Compilation;
using Gmnm.Generators.Declaration;
using Gmnm.Generators.Fusion;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Scheduling;

namespace Gmnm.Generators.Emission.Cpu;

/// <summary>Writes a row group: the outer loops, and in them the stages.</summary>
internal sealed class RowGroupEmitter(CompiledProgram program, Names names, RowGroup group, RowSchedule schedule, Sharing? sharing)
{
    private readonly Sharing.Range? _range = sharing as Sharing.Range;
    private readonly ComputationGraph _graph = program.Graph;
    private readonly List<(LaneBody Body, string Name, RowPass Pass)> _bodies = [];
    private readonly HashSet<int> _written = [];

    /// <summary>Nodes of which a reference to the current row is needed.</summary>
    private readonly SortedSet<int> _rowReferences = [];

    public void EmitMethodBody(CodeWriter writer)
    {
        var lines = new CodeWriter();
        EmitStages(lines);
        var text = lines.ToString().TrimEnd('\n');
        BatchReciprocals.Emit(writer, _graph, names, group);
        foreach (var id in group.Nodes.Where(IsAccumulation))
        {
            var length = _range is not null ? $"(int)extent * {Literal.Int(_range.Strides[_graph.Root(id)])}"
                : (_graph[id].Shape.IsBatched ? "(int)rows * " : "") + Literal.Int(_graph[id].Shape.Elements);
            var start = _graph[id].Op is Sum ? "Clear()" : "Fill(float.NegativeInfinity)";
            writer.Line($"MemoryMarshal.CreateSpan(ref {Name(id)}, {length}).{start};");
        }

        var extents = schedule.Loops.OuterExtents;
        for (var loop = 0; loop < extents.Length; loop++)
        {
            var variable = LoopVariables.Name(loop);
            writer.Open($"for (nint {variable} = 0; {variable} < {(loop == 0 && _range is not null ? "extent" : LoopVariables.Text(extents[loop]))}; {variable}++)");
        }

        foreach (var id in _rowReferences)
        {
            writer.Line($"ref var {names[id]}Row = ref {Address(id)};");
        }

        writer.Line(text);
        for (var loop = 0; loop < extents.Length; loop++)
        {
            writer.Close();
        }
    }

    public void EmitBodies(CodeWriter writer)
    {
        foreach (var (body, name, pass) in _bodies)
        {
            var (contract, result) = pass.Reduction is null ? ("IMapBody", "void") : ("IReductionBody", "TLanes");
            body.Emit(writer, Describe(pass), name, contract, $"public {result} Invoke<TLanes>(nint index)");
        }
    }

    private string Describe(RowPass pass)
    {
        var parts = pass.Writes.Concat(pass.Accumulations).Select(id => names[program.Graph.Root(id)]).ToList();
        if (pass.Reduction is { } reduction)
        {
            parts.Add(names[reduction]);
        }

        return $"One vector of {string.Join(", ", parts)}.";
    }

    private void EmitStages(CodeWriter writer)
    {
        foreach (var stage in schedule.Stages)
        {
            foreach (var id in stage.Scalars)
            {
                EmitScalar(writer, id);
            }

            foreach (var pass in stage.Passes)
            {
                EmitPass(writer, pass);
            }
        }
    }

    private void EmitScalar(CodeWriter writer, int id)
    {
        var node = _graph[id];
        if (IsAccumulation(id))
        {
            var value = Scalar(node.Inputs[0]);
            writer.Line(node.Op is Sum ? $"{Address(id)} += {value};" : $"{Address(id)} = MathF.Max({Address(id)}, {value});");
            return;
        }

        writer.Line($"var {Local(id)} = {OpExpressions.Write(node.Op, lanes: false, [.. node.Inputs.Select(Scalar)])};");
        if (schedule.Stored.Contains(id))
        {
            writer.Line($"{Address(id)} = {Local(id)};");
        }
    }

    private void EmitPass(CodeWriter writer, RowPass pass)
    {
        var body = new LaneBody(_graph, names, OperandOf, Dropout);
        var name = names.Unique(LayerName.ToMember(pass.Reduction is { } reduced ? names[reduced] : names[pass.Writes.Concat(pass.Accumulations).Last()]) + "Body");
        var result = pass.Reduction is { } reducing ? body.Value(_graph[reducing].Inputs[0]) : null;
        foreach (var id in pass.Writes)
        {
            body.Write(id, Destination(id), "index");
        }

        foreach (var id in pass.Accumulations)
        {
            body.Accumulate(_graph[id].Op, body.Value(_graph[id].Inputs[0]), Destination(id), "index");
        }

        _written.UnionWith(pass.Writes);
        _bodies.Add((body, name, pass));
        var length = _range is not null && schedule.Loops.Outer.IsEmpty ? "extent" : LoopVariables.Text(schedule.Loops.InnerExtent);
        var loop = schedule.Inlined ? "ShortRow" : "Vectorized";
        if (pass.Reduction is not { } reduction)
        {
            writer.Line(CodeWriter.List($"{loop}.Map({length}, new {name}(", body.Arguments, "));"));
            return;
        }

        body.Return(result!);
        var kind = _graph[reduction].Op is Sum ? "Sum" : "Max";
        writer.Line(CodeWriter.List($"var {Local(reduction)} = {loop}.{kind}({length}, new {name}(", body.Arguments, "));"));
        if (schedule.Stored.Contains(reduction))
        {
            writer.Line($"{Address(reduction)} = {Local(reduction)};");
        }
    }

    /// <summary>Reads memory, scalars of the row and what earlier passes wrote; everything else is computed in the body.</summary>
    private LaneOperand? OperandOf(Node node)
    {
        if (node.Op is Iota)
        {
            return new(null, "", "", "TLanes.Sequence(index)");
        }

        if (!group.Nodes.Contains(node.Id))
        {
            return OpClasses.IsInline(node.Op) ? null : FromMemory(node);
        }

        if (OpClasses.IsReduction(node.Op) || IsRowScalar(node))
        {
            return LaneOperand.Scalar(names[node.Id], Local(node.Id));
        }

        return _written.Contains(node.Id) ? Destination(node.Id) : null;
    }

    private LaneOperand FromMemory(Node node) => schedule.Loops.Strides(program.LayoutOf(node.Id)).Inner == 1
        ? LaneOperand.Reference(names[node.Id], RowName(node), "index", program.NextStep(node.Id))
        : LaneOperand.Scalar(names[node.Id], Address(node.Id));

    private LaneOperand Destination(int id) => LaneOperand.Reference(names[id], RowName(_graph[id]), "index", program.NextStep(id));

    private (LaneOperand? Origin, string Index) Dropout(Node node)
    {
        var offset = DropoutOffset(node);
        var field = names[node.Id] + "Start";
        return offset == "0" ? (null, "index") : (new LaneOperand(field, "nint", offset, ""), $"_{field} + index");
    }

    private string Scalar(int id)
    {
        var node = _graph[id];
        return node.Op switch
        {
            Constant constant => Literal.Float(constant.Value),
            BatchReciprocal => names[id],
            Broadcast => Scalar(node.Inputs[0]),
            DropoutMask mask => LaneBody.MaskElement(mask, DropoutOffset(node)),
            _ when group.Nodes.Contains(id) => Local(id),
            _ when OpClasses.IsInline(node.Op) => throw new InvalidGraphException($"{node.Op} has no single value."),
            _ => Address(id),
        };
    }

    /// <summary>The variable that holds a number of the row; the plain name is the method's parameter where it is stored.</summary>
    private string Local(int id) => schedule.Stored.Contains(id) ? names[id] + "Value" : names[id];

    /// <summary>The first element of the current row of a node, or of its scratch space, as a reference.</summary>
    private string RowName(Node node)
    {
        if (schedule.ScratchRows.IndexOf(node.Id) is >= 0 and var index)
        {
            return index == 0 ? "scratch" : $"Unsafe.Add(ref scratch, {Text(schedule.Loops.InnerExtent, index)})";
        }

        if (Offset(node) == "0")
        {
            return Name(node.Id);
        }

        _rowReferences.Add(node.Id);
        return names[node.Id] + "Row";
    }

    /// <summary>The first element of a node in the current row.</summary>
    private string Address(int id)
    {
        var offset = Offset(_graph[id]);
        return offset == "0" ? Name(id) : $"Unsafe.Add(ref {Name(id)}, {offset})";
    }

    private string Offset(Node node)
    {
        var terms = schedule.Loops.Strides(program.LayoutOf(node.Id)).Outer
            .Select(static (stride, loop) => stride switch
            {
                0 => "",
                1 => LoopVariables.Name(loop),
                _ => $"{LoopVariables.Name(loop)} * {Literal.Int(stride)}",
            })
            .Where(static term => term.Length > 0);
        return string.Join(" + ", terms) is { Length: > 0 } sum ? sum : "0";
    }

    /// <summary>The place of the current row in a mask of the whole batch.</summary>
    private string DropoutOffset(Node node) => sharing is null ? Offset(node)
        : $"first * {Literal.Int(node.Shape.Elements)}" + (Offset(node) is not "0" and var offset ? " + " + offset : "");

    /// <summary>The parameter of the method that holds a node.</summary>
    private string Name(int id) => names[program.Graph.Root(id)];

    private bool IsAccumulation(int id) =>
        OpClasses.IsReduction(_graph[id].Op) && !(Iteration.SpaceOf(_graph, _graph[id]) == group.Space && Iteration.IsRowReduction(_graph[id], group.Space));

    private bool IsRowScalar(Node node) => Iteration.SpaceOf(_graph, node) != group.Space;

    private static string Text(Extent extent, int times) => extent.IsBatched
        ? $"rows * {Literal.Int(extent.Factor * times)}"
        : Literal.Int(Memory.ParameterLayout.Aligned(extent.Factor) * times);
}
