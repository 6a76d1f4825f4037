using Gmnm.Generators.Compilation;
using Gmnm.Generators.Differentiation;
using Gmnm.Generators.Emission;
using Gmnm.Generators.Emission.Cpu;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Memory;
using Gmnm.Generators.Passes;
using Gmnm.Generators.Tests.Networks;

namespace Gmnm.Generators.Tests.Programs;

/// <summary>A graph without a declaration, taken through every phase, and a public class around what is emitted.</summary>
/// <param name="Name">Name of the class.</param>
/// <param name="Forward">The graph as it was built: a loss, and a prediction where it has one.</param>
internal sealed record TestProgram(string Name, ComputationGraph Forward)
{
    /// <summary>With the gradient of every parameter, before any pass: for the oracle.</summary>
    public ComputationGraph Differentiated { get; } = ReverseMode.Differentiate(Forward);

    public ParameterLayout Layout { get; } = ParameterLayout.Of(Forward);

    public CompiledProgram Training => field ??= CompiledProgram.Compile(
        Pipeline.Training(Differentiated, GraphVerifier.Verify), Layout, keepPrepared: false);

    /// <summary>The prediction alone, with what depends on the parameters kept; null where there is none.</summary>
    public CompiledProgram? Inference => field ??= Forward.Outputs.SingleOrDefault(static output => output.Kind == OutputKind.Prediction) is { } prediction
        ? CompiledProgram.Compile(Pipeline.Inference(Forward with { Outputs = [prediction] }, GraphVerifier.Verify), Layout, keepPrepared: true)
        : null;

    public void Emit(CodeWriter writer)
    {
        writer.Open($"public static class {Name}");
        Emit(writer, Training, "Training");
        if (Inference is { } inference)
        {
            Emit(writer, inference, "Inference");
        }

        writer.Close();
    }

    public override string ToString() => Name;

    private static void Emit(CodeWriter writer, CompiledProgram program, string name)
    {
        var emitter = new ProgramEmitter(program, new Names(program, NetworkSource.Declare("Bare", [1], null, [])));
        emitter.Emit(writer, name + "Program", "A program.");
        writer.Line($"public static int {name}Prepared => {name}Program.PreparedLength;");
        writer.Line($"public static int {name}Arena(int rows) => {name}Program.ArenaLength(rows);");
        writer.Open($"public static float Run{name}(ProgramMemory memory)");
        if (program.Prepared.Contains(true))
        {
            writer.Line($"{name}Program.Prepare({string.Join(", ", emitter.Blocks(prepared: true).Select(Argument))});");
        }

        writer.Line("var result = 0f;");
        writer.Line($"{name}Program.Run({string.Join(", ", emitter.Blocks(prepared: false).Select(Argument))});");
        writer.Line("return result;").Close();
    }

    private static string Argument((string Declaration, StorageKind? Kind) block) => block switch
    {
        (_, StorageKind.Fixed) => "ref memory.Arena[0]",
        (_, { } kind) => $"ref memory.{kind}[0]",
        ("nint rows", _) => "memory.Rows",
        ("out float result", _) => "out result",
        _ => "memory.DropoutKey",
    };
}
