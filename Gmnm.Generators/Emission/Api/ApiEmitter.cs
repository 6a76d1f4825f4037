using System.Collections.Immutable;
using Gmnm.Generators.Compilation;
using Gmnm.Generators.Declaration;
using Gmnm.Generators.Emission.Cpu;
using Gmnm.Generators.Memory;
using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Emission.Api;

/// <summary>Writes what users call: sizes, creation, prediction, loss and gradient.</summary>
internal static class ApiEmitter
{
    public static void Emit(CodeWriter writer, CompiledNetwork network)
    {
        EmitConstants(writer, network);
        EmitCreation(writer, network);
        EmitPredict(writer, network);
        IndexCheckEmitter.EmitMethod(writer, network);
        StreamEmitter.Emit(writer, network);
        PartsEmitter.Emit(writer, network);
        TrainingApiEmitter.Emit(writer, network);
        LayerMethodEmitter.Emit(writer, network);
        InfoEmitter.Emit(writer, network);
    }

    private static void EmitConstants(CodeWriter writer, CompiledNetwork network)
    {
        var memory = network.Inference.Memory;
        Constant(writer, "int", "InputLength", network.InputShape.Elements, $"Floats in one input sample, {Text(network.Inputs)}.");
        Constant(writer, "int", "OutputLength", network.OutputShape.Elements, $"Floats in one output sample, {Text(network.Outputs)}.");
        if (network.Declaration.Loss is { } loss)
        {
            var what = loss is StandardLoss { Kind: LossKind.CrossEntropy }
                ? network.TargetLength == 1 ? ": the class index" : $", {Text(network.Targets)}: class indices"
                : network.TargetLength == 0 ? ": it takes none" : $", {Text(network.Targets)}";
            Constant(writer, "int", "TargetLength", network.TargetLength, $"Floats in one target{what}.");
        }

        Constant(writer, "int", "ParameterCount", network.Parameters.ParameterCount, "Scalars of the parameters, running statistics aside.");
        Constant(writer, "long", "MultiplyAccumulates", network.Values.Sum(static value => value.MultiplyAccumulates), "Multiply-accumulates of one sample's prediction.");
        Constant(writer, "long", "WorkspaceBytes", 4L * (memory.ArenaLength(network.TileRows) + memory.Prepared), "Bytes that predictions need besides the parameters, whatever the batch; threads that predict at once need it each.");
        Constant(writer, "int", "ParameterBufferLength", network.Parameters.Length, "Floats in the flat parameter buffer: every tensor starts on 64 bytes.");
        Constant(writer, "int", "TrainableLength", network.Parameters.TrainableLength, "Floats of it that an optimizer updates: the first ones.");
        writer.Summary("Samples that a prediction takes through the network at once, so that they stay in the cache.");
        writer.Line($"private const int TileRows = {Literal.Int(network.TileRows)};").Blank();
    }

    private static void EmitCreation(CodeWriter writer, CompiledNetwork network)
    {
        var name = network.Declaration.Name;
        var prepared = network.Inference.Memory.Prepared > 0;
        writer.Line("private readonly WorkspacePool _workspaces = new(InferenceProgram.ArenaLength(TileRows));");
        if (prepared)
        {
            writer.Line("private readonly Lock _preparing = new();");
            writer.Line("private readonly AlignedBuffer _prepared = new(InferenceProgram.PreparedLength);");
            writer.Line("private int _preparedVersion = -1;");
        }

        writer.Blank().Line($"private {name}() => Parameters = new ParameterBuffer(Info);").Blank();
        writer.Line("/// <inheritdoc/>").Line("public ParameterBuffer Parameters { get; }").Blank();
        writer.Summary("Creates a network; each parameter starts from the seed and its own name.");
        writer.Open($"public static {name} Create(ulong seed = 0)");
        writer.Line($"var network = new {name}();").Line("network.Parameters.Initialize(seed);").Line("return network;").Close();
    }

    private static void EmitPredict(CodeWriter writer, CompiledNetwork network)
    {
        var emitter = new ProgramEmitter(network.Inference, new Names(network.Inference, network.Declaration));
        var prepared = network.Inference.Memory.Prepared > 0;
        writer.Summary("Computes the outputs of one or more samples. Allocates nothing in steady state; safe from several threads.");
        writer.Line($"/// <param name=\"input\">[Batch, {Sizes(network.InputShape)}], row-major{Parts(network.Inputs)}.</param>");
        writer.Line($"/// <param name=\"output\">[Batch, {Sizes(network.OutputShape)}], row-major{Parts(network.Outputs)}.</param>");
        writer.Line("/// <exception cref=\"ShapeMismatchException\">A length does not fit; nothing is written.</exception>");
        IndexCheckEmitter.EmitException(writer, network);
        writer.Optimized().Open("public void Predict(ReadOnlySpan<float> input, Span<float> output)");
        EmitPredictOne(writer, network, emitter);
        writer.Line($"var batch = ShapeCheck.Batch({Name(network)}, InputLength, input.Length, OutputLength, output.Length);");
        IndexCheckEmitter.EmitCall(writer, network);
        if (prepared)
        {
            writer.Line("Prepare();");
        }

        var derived = prepared ? "_prepared" : "null";
        writer.Line($"PredictionRun.Run<InferenceProgram>(batch, input, output, Parameters.Values, {derived}, _workspaces);").Close();
        if (prepared)
        {
            EmitPrepare(writer, emitter, "InferenceProgram", "Prepare", "_prepar");
        }
    }

    /// <summary>Writes the short way of a single sample through a small network.</summary>
    private static void EmitPredictOne(CodeWriter writer, CompiledNetwork network, ProgramEmitter emitter)
    {
        if (network.Inference.Single is null)
        {
            return;
        }

        writer.Open("if (input.Length == InputLength && output.Length == OutputLength)");
        if (network.Inference.Memory.Prepared > 0)
        {
            writer.Line("Prepare();");
        }

        writer.Line(CodeWriter.List("InferenceProgram.RunOne(", emitter.Blocks(prepared: false).Select(static block => block.Kind switch
        {
            StorageKind.Input => "ref MemoryMarshal.GetReference(input)",
            StorageKind.Prediction => "ref MemoryMarshal.GetReference(output)",
            StorageKind.Parameter => "ref MemoryMarshal.GetReference(Parameters.Values)",
            StorageKind.Prepared => "ref _prepared.Start",
            _ => null,
        }).OfType<string>(), ");"));
        writer.Line("return;").Close();
    }

    /// <summary>Writes the method that refreshes what a program derives from the parameters.</summary>
    /// <param name="program">The program's class.</param>
    /// <param name="method">Name of the method.</param>
    /// <param name="field">What the names of its fields start with.</param>
    internal static void EmitPrepare(CodeWriter writer, ProgramEmitter emitter, string program, string method, string field)
    {
        writer.Summary("Computes what depends on the parameters alone, if they have changed.");
        writer.Open($"private void {method}()");
        writer.Open($"if (Volatile.Read(ref {field}edVersion) != Parameters.Version)").Line("Refresh();").Close();
        writer.Line("// A function of its own, so that the comparison is inlined.");
        writer.Open("void Refresh()");
        writer.Open($"lock ({field}ing)");
        writer.Line("var version = Parameters.Version;");
        writer.Open($"if ({field}edVersion != version)");
        writer.Line(CodeWriter.List($"{program}.Prepare(", emitter.Blocks(prepared: true).Select(block => block.Kind == StorageKind.Parameter
            ? "ref MemoryMarshal.GetReference(Parameters.Values)"
            : $"ref {field}ed.Start"), ");"));
        writer.Line($"Volatile.Write(ref {field}edVersion, version);");
        writer.Close().Close().Close().Close();
    }

    private static void Constant(CodeWriter writer, string type, string name, long value, string summary) =>
        writer.Summary(summary).Line($"public const {type} {name} = {Literal.Int(value)};").Blank();

    /// <summary>The network's name as a literal, for messages.</summary>
    public static string Name(CompiledNetwork network) => Literal.String(network.Declaration.Name.TrimStart('@'));

    /// <summary><c>[3, 4]</c>, or <c>query [3, 4], then context [5]</c> where there are several.</summary>
    private static string Text(ImmutableArray<CompiledTensor> tensors) =>
        tensors.Length == 1 ? tensors[0].Shape.ToString() : string.Join(", then ", tensors.Select(static tensor => $"{tensor.Name} {tensor.Shape}"));

    private static string Parts(ImmutableArray<CompiledTensor> tensors) => tensors.Length == 1 ? "" : $"; each sample is {Text(tensors)}";

    private static string Sizes(Shape shape) => string.Join(", ", shape.Sizes);
}
