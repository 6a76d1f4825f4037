using Gmnm.Generators.Compilation;
using Gmnm.Generators.Emission.Cpu;
using Gmnm.Generators.Memory;

namespace Gmnm.Generators.Emission.Api;

/// <summary>Writes the method that takes one step of a sequence at a time.</summary>
internal static class StreamEmitter
{
    public static void Emit(CodeWriter writer, CompiledNetwork network)
    {
        if (network.Stream is not { } stream)
        {
            return;
        }

        var emitter = new ProgramEmitter(stream.Program, new Names(stream.Program, network.Declaration));
        var prepared = stream.Program.Memory.Prepared > 0;
        Constant(writer, "StateLength", stream.StateLength, "Floats that a step hands to the next. Zeros before the first step.");
        Constant(writer, "StepInputLength", stream.InputShape.Elements, $"Floats in one step of the input, {stream.InputShape}.");
        Constant(writer, "StepOutputLength", stream.OutputShape.Elements, $"Floats in what a step gives, {stream.OutputShape}.");
        writer.Line("private readonly WorkspacePool _stepWorkspaces = new(checked(StepProgram.ArenaLength(1) + StateLength + 15));");
        if (prepared)
        {
            writer.Line("private readonly Lock _stepPreparing = new();");
            writer.Line("private readonly AlignedBuffer _stepPrepared = new(StepProgram.PreparedLength);");
            writer.Line("private int _stepPreparedVersion = -1;");
        }

        writer.Blank().Summary("Takes one step of a sequence: after as many calls as the sequence has steps, the results are those of a prediction. Allocates nothing in steady state; safe from several threads with a state each.");
        writer.Line("/// <param name=\"input\">The step.</param>");
        writer.Line("/// <param name=\"state\">What the steps before left, zeros before the first; overwritten.</param>");
        writer.Line("/// <param name=\"output\">The step's row of the prediction, or where that has no steps, the result so far.</param>");
        writer.Line("/// <exception cref=\"ShapeMismatchException\">A length does not fit; nothing is written.</exception>");
        IndexCheckEmitter.EmitException(writer, network);
        writer.Open("public void Step(ReadOnlySpan<float> input, Span<float> state, Span<float> output)");
        writer.Line($"ShapeCheck.Step({Literal.String(network.Declaration.Name.TrimStart('@'))}, StepInputLength, input.Length, StateLength, state.Length, StepOutputLength, output.Length);");
        EmitIndexChecks(writer, network, stream);
        if (prepared)
        {
            writer.Line("PrepareStep();");
        }

        writer.Line("var workspace = _stepWorkspaces.Rent();");
        writer.Line("ref var current = ref MemoryMarshal.GetReference(state);");
        writer.Line("ref var next = ref Unsafe.Add(ref workspace.Start, StepProgram.ArenaLength(1));");
        var operands = new Queue<int>(emitter.Operands);
        string[] arguments = [.. emitter.Blocks(prepared: false).Select(block => block.Kind switch
        {
            StorageKind.Input => "ref MemoryMarshal.GetReference(input)",
            StorageKind.Prediction => "ref MemoryMarshal.GetReference(output)",
            StorageKind.Parameter => "ref MemoryMarshal.GetReference(Parameters.Values)",
            StorageKind.Prepared => "ref _stepPrepared.Start",
            StorageKind.Fixed => "ref workspace.Start",
            StorageKind.Operand => State(stream, operands.Dequeue()),
            _ => "1",
        })];
        writer.Line(CodeWriter.List("StepProgram.Run(", arguments, ");"));
        writer.Line("MemoryMarshal.CreateReadOnlySpan(ref next, StateLength).CopyTo(state);");
        writer.Line("_stepWorkspaces.Return(workspace);").Close();
        if (prepared)
        {
            ApiEmitter.EmitPrepare(writer, emitter, "StepProgram", "PrepareStep", "_stepPrepar");
        }
    }

    private static string State(CompiledStream stream, int operand)
    {
        var state = stream.States.Single(state => state.Current == operand || state.Next == operand);
        var block = state.Next == operand ? "next" : "current";
        return state.Offset == 0 ? $"ref {block}" : $"ref Unsafe.Add(ref {block}, {Literal.Int(state.Offset)})";
    }

    private static void EmitIndexChecks(CodeWriter writer, CompiledNetwork network, CompiledStream stream)
    {
        foreach (var check in stream.IndexChecks)
        {
            writer.Open($"for (var index = 0; index < {Literal.Int(check.Length)}; index++)");
            writer.Line($"ShapeCheck.Index({Literal.String(network.Declaration.Name.TrimStart('@'))}, {Literal.String(network.Declaration.LayerAt(check.Place)!.Name)}, 0, "
                + $"input[{Literal.Int(check.Start)} + ({Literal.Int(check.Step)} * index)], {Literal.Int(check.Count)});");
            writer.Close();
        }
    }

    private static void Constant(CodeWriter writer, string name, int value, string summary) =>
        writer.Summary(summary).Line($"public const int {name} = {Literal.Int(value)};").Blank();
}
