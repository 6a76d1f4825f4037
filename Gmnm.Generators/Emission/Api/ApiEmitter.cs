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
        if (network is { Training: { } training, Loss: { } loss })
        {
            EmitForwardBackward(writer, network, training);
            EmitLoss(writer, network, loss);
        }

        InfoEmitter.Emit(writer, network);
    }

    private static void EmitConstants(CodeWriter writer, CompiledNetwork network)
    {
        var memory = network.Inference.Memory;
        Constant(writer, "int", "InputLength", network.InputShape.Elements, $"Floats in one input sample, {Text(network.InputShape)}.");
        Constant(writer, "int", "OutputLength", network.OutputShape.Elements, $"Floats in one output sample, {Text(network.OutputShape)}.");
        if (network.TargetShape is { } target)
        {
            var what = network.Declaration.Loss is StandardLoss { Kind: LossKind.CrossEntropy } ? "Floats in one target: the class index." : $"Floats in one target, {Text(target)}.";
            Constant(writer, "int", "TargetLength", target.Elements, what);
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
        writer.Line($"/// <param name=\"input\">[Batch, {Sizes(network.InputShape)}], row-major.</param>");
        writer.Line($"/// <param name=\"output\">[Batch, {Sizes(network.OutputShape)}], row-major.</param>");
        writer.Line("/// <exception cref=\"ShapeMismatchException\">A length does not fit; nothing is written.</exception>");
        IndexCheckEmitter.EmitException(writer, network);
        writer.Open("public void Predict(ReadOnlySpan<float> input, Span<float> output)");
        writer.Line($"var batch = ShapeCheck.Batch({Name(network)}, InputLength, input.Length, OutputLength, output.Length);");
        IndexCheckEmitter.EmitCall(writer, network);
        if (prepared)
        {
            writer.Line("Prepare();");
        }

        writer.Line("var workspace = _workspaces.Rent();");
        writer.Open("for (var start = 0; start < batch; start += TileRows)");
        writer.Line(CodeWriter.List("InferenceProgram.Run(", emitter.Blocks(prepared: false).Select(static block => block.Kind switch
        {
            StorageKind.Input => "ref Unsafe.Add(ref MemoryMarshal.GetReference(input), start * InputLength)",
            StorageKind.Prediction => "ref Unsafe.Add(ref MemoryMarshal.GetReference(output), start * OutputLength)",
            StorageKind.Parameter => "ref MemoryMarshal.GetReference(Parameters.Values)",
            StorageKind.Prepared => "ref _prepared.Start",
            StorageKind.Fixed => "ref workspace.Start",
            _ => "Math.Min(TileRows, batch - start)",
        }), ");"));
        writer.Close();
        writer.Line("_workspaces.Return(workspace);").Close();
        if (prepared)
        {
            EmitPrepare(writer, emitter);
        }
    }

    private static void EmitPrepare(CodeWriter writer, ProgramEmitter emitter)
    {
        writer.Summary("Computes what depends on the parameters alone, if they have changed.");
        writer.Open("private void Prepare()");
        writer.Open("if (Volatile.Read(ref _preparedVersion) == Parameters.Version)").Line("return;").Close();
        writer.Open("lock (_preparing)");
        writer.Line("var version = Parameters.Version;");
        writer.Open("if (_preparedVersion != version)");
        writer.Line(CodeWriter.List("InferenceProgram.Prepare(", emitter.Blocks(prepared: true).Select(static block => block.Kind == StorageKind.Parameter
            ? "ref MemoryMarshal.GetReference(Parameters.Values)"
            : "ref _prepared.Start"), ");"));
        writer.Line("Volatile.Write(ref _preparedVersion, version);");
        writer.Close().Close().Close();
    }

    private static void EmitForwardBackward(CodeWriter writer, CompiledNetwork network, CompiledProgram training)
    {
        var emitter = new ProgramEmitter(training, new Names(training, network.Declaration));
        writer.Line("/// <inheritdoc/>").Line("public static int TrainingWorkspaceLength(int batch) => TrainingProgram.ArenaLength(batch);").Blank();
        writer.Line("/// <inheritdoc/>");
        writer.Open("public float ForwardBackward(\n    ReadOnlySpan<float> input, ReadOnlySpan<float> target, AlignedBuffer gradient, AlignedBuffer workspace, ulong dropoutKey)");
        writer.Line($"var batch = ShapeCheck.TrainingBatch({Name(network)}, InputLength, input.Length, TargetLength, target.Length);");
        writer.Line($"ShapeCheck.Gradient({Name(network)}, ParameterBufferLength, gradient.Length);");
        writer.Line($"ShapeCheck.Workspace({Name(network)}, batch, TrainingWorkspaceLength(batch), workspace.Length);");
        EmitTargetCheck(writer, network);
        IndexCheckEmitter.EmitCall(writer, network);
        EmitEmptyBatch(writer, network);
        if (network.Parameters.FrozenStart < network.Parameters.Length)
        {
            writer.Line($"gradient.Span[{Literal.Int(network.Parameters.FrozenStart)}..].Clear();");
        }

        writer.Line(CodeWriter.List("TrainingProgram.Run(", emitter.Blocks(prepared: false).Select(static block => block.Kind switch
        {
            StorageKind.Input => "ref MemoryMarshal.GetReference(input)",
            StorageKind.Target => "ref MemoryMarshal.GetReference(target)",
            StorageKind.Parameter => "ref MemoryMarshal.GetReference(Parameters.Values)",
            StorageKind.Gradient => "ref gradient.Start",
            StorageKind.Fixed => "ref workspace.Start",
            _ => Argument(block.Declaration, "batch"),
        }), ");"));
        writer.Line("return loss;").Close();
    }

    /// <summary>Without samples there is no gradient, and states stay.</summary>
    private static void EmitEmptyBatch(CodeWriter writer, CompiledNetwork network)
    {
        var (states, frozen) = (network.Parameters.TrainableLength, network.Parameters.FrozenStart);
        writer.Open("if (batch == 0)").Line("gradient.Span.Clear();");
        if (states < frozen)
        {
            var range = $"[{Literal.Int(states)}..{Literal.Int(frozen)}]";
            writer.Line($"Parameters.Values{range}.CopyTo(gradient.Span{range});");
        }

        writer.Line("return 0;").Close();
    }

    private static void EmitLoss(CodeWriter writer, CompiledNetwork network, CompiledProgram loss)
    {
        var emitter = new ProgramEmitter(loss, new Names(loss, network.Declaration));
        writer.Line("private static readonly WorkspacePool LossWorkspaces = new(LossProgram.ArenaLength(TileRows));").Blank();
        writer.Line("/// <inheritdoc/>");
        writer.Open("public static float Loss(ReadOnlySpan<float> prediction, ReadOnlySpan<float> target)");
        writer.Line($"var batch = ShapeCheck.LossBatch({Name(network)}, OutputLength, prediction.Length, TargetLength, target.Length);");
        EmitTargetCheck(writer, network);
        writer.Line("var workspace = LossWorkspaces.Rent();").Line("var sum = 0.0;");
        writer.Open("for (var start = 0; start < batch; start += TileRows)");
        writer.Line("var tile = Math.Min(TileRows, batch - start);");
        writer.Line(CodeWriter.List("LossProgram.Run(", emitter.Blocks(prepared: false).Select(static block => block.Kind switch
        {
            StorageKind.Input => "ref Unsafe.Add(ref MemoryMarshal.GetReference(prediction), start * OutputLength)",
            StorageKind.Target => "ref Unsafe.Add(ref MemoryMarshal.GetReference(target), start * TargetLength)",
            StorageKind.Fixed => "ref workspace.Start",
            _ => Argument(block.Declaration, "tile"),
        }), ");"));
        writer.Line("sum += (double)loss * tile;").Close();
        writer.Line("LossWorkspaces.Return(workspace);").Line("return batch == 0 ? 0 : (float)(sum / batch);").Close();
    }

    private static void EmitTargetCheck(CodeWriter writer, CompiledNetwork network)
    {
        var check = (network.Declaration.Loss as StandardLoss)?.Kind switch
        {
            LossKind.CrossEntropy => $"ShapeCheck.ClassIndex({Name(network)}, sample, target[sample], OutputLength);",
            LossKind.BinaryCrossEntropy => $"ShapeCheck.Probability({Name(network)}, sample / TargetLength, target[sample]);",
            _ => null,
        };
        if (check is not null)
        {
            writer.Open("for (var sample = 0; sample < target.Length; sample++)").Line(check).Close();
        }
    }

    private static string Argument(string declaration, string rows) => declaration switch
    {
        "nint rows" => rows,
        "out float result" => "out var loss",
        _ => "dropoutKey",
    };

    private static void Constant(CodeWriter writer, string type, string name, long value, string summary) =>
        writer.Summary(summary).Line($"public const {type} {name} = {Literal.Int(value)};").Blank();

    private static string Name(CompiledNetwork network) => Literal.String(network.Declaration.Name.TrimStart('@'));

    private static string Text(Shape shape) => shape.ToString();

    private static string Sizes(Shape shape) => string.Join(", ", shape.Sizes);
}
