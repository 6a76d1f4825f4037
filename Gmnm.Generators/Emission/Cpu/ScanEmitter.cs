using Gmnm.Generators.Compilation;
using Gmnm.Generators.Declaration;
using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Model;

namespace Gmnm.Generators.Emission.Cpu;

/// <summary>Writes a loop over time: the method that walks the steps, and the program of one step as a class of its own.</summary>
internal sealed class ScanEmitter
{
    private readonly CompiledProgram _program;
    private readonly Names _names;
    private readonly CompiledLoop _loop;
    private readonly EquatableArray<int> _inputs;
    private readonly Names _stepNames;
    private readonly ProgramEmitter _step;
    private readonly string _stepClass;

    public ScanEmitter(CompiledProgram program, Names names, int group, string method)
    {
        (_program, _names, _loop) = (program, names, program.Loops[group]);
        _inputs = program.Graph[program.Plan.Groups[group].Nodes[0]].Inputs;
        _stepNames = names.Of(_loop.Step);
        _step = new ProgramEmitter(_loop.Step, _stepNames);
        _stepClass = names.Unique(method + "Step");
    }

    public void EmitMethodBody(CodeWriter writer)
    {
        var (memory, steps) = (_loop.Step.Memory, Literal.Int(_loop.Scan.Steps));
        string[] current = [.. _loop.States.Select(state => _names.Unique(state.Current is { } id ? _stepNames[id] : "unread" + LayerName.ToMember(_stepNames[state.Next])))];
        string[] next = [.. _loop.States.Select(state => _names.Unique("next" + LayerName.ToMember(_stepNames[state.Next])))];
        writer.Line("var samples = (rows + 15) & ~15;");
        var offset = 0;
        for (var state = 0; state < current.Length; state++)
        {
            var length = _loop.States[state].Length;
            writer.Line($"ref var {current[state]} = ref {Address(offset)};");
            writer.Line($"ref var {next[state]} = ref {Address(offset + length)};");
            offset += 2 * length;
            Copy(writer, Outer(_loop.States[state].Initial), current[state], length);
        }

        var packed = EmitPacking(writer, offset);
        writer.Line($"ref var arena = ref {(packed == 0 ? Address(offset) : $"Unsafe.Add(ref packed, {Literal.Int(packed)})")};");
        writer.Open(_loop.Scan.Reverse
            ? $"for (nint step = {steps} - 1; step >= 0; step--)"
            : $"for (nint step = 0; step < {steps}; step++)");
        writer.Line(CodeWriter.List(_stepClass + ".Run(", ["rows", .. _step.Operands.Select(Operand), .. packed == 0 ? (string[])[] : ["step", "ref packed"], "ref arena"], ");"));
        for (var state = 0; state < current.Length; state++)
        {
            var spare = _names.Unique("spare");
            writer.Line($"ref var {spare} = ref {current[state]};");
            writer.Line($"{current[state]} = ref {next[state]};").Line($"{next[state]} = ref {spare};");
        }

        writer.Close();
        for (var state = 0; state < current.Length; state++)
        {
            if (_loop.States[state].Final is { } final)
            {
                Copy(writer, current[state], Outer(final), _loop.States[state].Length);
            }
        }

        string Operand(int id) => "ref " + (_loop.Step.Graph[id].Op switch
        {
            StepInput input => Step(_inputs[input.Index], input.Start),
            CarriedState carried => current[carried.Index],
            Captured captured => Captured(captured),
            _ when _loop.States.Select(static state => state.Next).ToList().IndexOf(id) is >= 0 and var state => next[state],
            _ => Result(_loop.Results.Single(result => result.Step == id)),
        });
    }

    /// <summary>Packs what every step multiplies with; gives its length.</summary>
    private int EmitPacking(CodeWriter writer, int offset)
    {
        var length = PackedOperands.Length(_loop.Step.Plan);
        if (length > 0)
        {
            writer.Line($"ref var packed = ref {Address(offset)};");
        }

        foreach (var (_, group, start) in PackedOperands.Of(_loop.Step.Plan))
        {
            var to = start == 0 ? "ref packed" : $"ref Unsafe.Add(ref packed, {Literal.Int(start)})";
            ProductsEmitter.EmitPacking(writer, _loop.Step.Graph, group, term => "ref " + Captured((Captured)term.Right.Op), to);
        }

        return length;
    }

    private string Captured(Captured captured) =>
        Rows(_inputs[_loop.Scan.Body.Sequences.Length + _loop.States.Length + captured.Index], captured);

    public void EmitStep(CodeWriter writer) => _step.EmitStep(writer, _stepClass, $"One step of {_stepClass.Substring(0, _stepClass.Length - 4)}.");

    private string Outer(int id) => _names[_program.Graph.Root(id)];

    private string Step(int outer, int offset) => $"Unsafe.Add(ref {Outer(outer)}, "
        + $"step * {Literal.Int(_program.Graph[outer].Shape.Elements / _loop.Scan.Steps)}{(offset == 0 ? "" : $" + {Literal.Int(offset)}")})";

    private string Result(LoopResult result) => Step(result.Outer, result.Offset);

    private string Rows(int outer, Captured captured) => captured.Start == 0
        ? Outer(outer)
        : $"Unsafe.Add(ref {Outer(outer)}, {Literal.Int(captured.Start * (captured.Shape.Elements / captured.Shape.Sizes[0]))})";

    private static string Address(int perSample) => perSample == 0 ? "scratch" : $"Unsafe.Add(ref scratch, {Literal.Int(perSample)} * samples)";

    private static void Copy(CodeWriter writer, string from, string to, int perSample) => writer.Line(
        $"MemoryMarshal.CreateReadOnlySpan(ref {from}, (int)rows * {Literal.Int(perSample)}).CopyTo(MemoryMarshal.CreateSpan(ref {to}, (int)rows * {Literal.Int(perSample)}));");
}
