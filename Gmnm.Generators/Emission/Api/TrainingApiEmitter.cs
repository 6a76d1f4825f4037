using Gmnm.Generators.Compilation;
using Gmnm.Generators.Declaration;
using Gmnm.Generators.Emission.Cpu;
using Gmnm.Generators.Memory;

namespace Gmnm.Generators.Emission.Api;

/// <summary>Writes what a trainer calls: the loss with its gradient, and the loss of the predictions.</summary>
internal static class TrainingApiEmitter
{
    public static void Emit(CodeWriter writer, CompiledNetwork network)
    {
        if (network is { Training: not null, Loss: { } loss })
        {
            EmitForwardBackward(writer, network);
            EmitEvaluate(writer, network, loss);
        }
    }

    private static void EmitForwardBackward(CodeWriter writer, CompiledNetwork network)
    {
        writer.Line("/// <inheritdoc/>").Line("public static int TrainingWorkspaceLength(int batch) => TrainingProgram.ArenaLength(batch);").Blank();
        writer.Line("/// <inheritdoc/>");
        writer.Optimized().Open("public float ForwardBackward(\n    ReadOnlySpan<float> input, ReadOnlySpan<float> target, AlignedBuffer gradient, AlignedBuffer workspace, ulong dropoutKey)");
        writer.Line($"var batch = ShapeCheck.TrainingBatch({ApiEmitter.Name(network)}, InputLength, input.Length, TargetLength, target.Length);");
        writer.Line($"ShapeCheck.Gradient({ApiEmitter.Name(network)}, ParameterBufferLength, gradient.Length);");
        writer.Line($"ShapeCheck.Workspace({ApiEmitter.Name(network)}, batch, TrainingWorkspaceLength(batch), workspace.Length);");
        EmitTargetCheck(writer, network);
        IndexCheckEmitter.EmitCall(writer, network);
        EmitEmptyBatch(writer, network);
        if (network.Parameters.FrozenStart < network.Parameters.Length)
        {
            writer.Line($"gradient.Span[{Literal.Int(network.Parameters.FrozenStart)}..].Clear();");
        }

        writer.Line("return TrainingRun.Run<TrainingProgram>(batch, input, target, Parameters.Values, gradient, workspace, dropoutKey);").Close();
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

    private static void EmitEvaluate(CodeWriter writer, CompiledNetwork network, CompiledProgram loss)
    {
        var emitter = new ProgramEmitter(loss, new Names(loss, network.Declaration));
        var (source, length) = network.IsLossOfOutputs ? ("output", "OutputLength") : ("input", "InputLength");
        writer.Line("private static readonly WorkspacePool LossWorkspaces = new(LossProgram.ArenaLength(TileRows));").Blank();
        writer.Line("/// <inheritdoc/>");
        writer.Optimized().Open("public float Evaluate(ReadOnlySpan<float> input, ReadOnlySpan<float> target, Span<float> output)");
        writer.Line($"var batch = ShapeCheck.TrainingBatch({ApiEmitter.Name(network)}, InputLength, input.Length, TargetLength, target.Length);");
        EmitTargetCheck(writer, network);
        writer.Line("Predict(input, output);");
        writer.Line("var workspace = LossWorkspaces.Rent();").Line("var sum = 0.0;");
        writer.Open("for (var start = 0; start < batch; start += TileRows)");
        writer.Line("var tile = Math.Min(TileRows, batch - start);");
        writer.Line(CodeWriter.List("LossProgram.Run(", emitter.Blocks(prepared: false).Select(block => block.Kind switch
        {
            StorageKind.Input => $"ref Unsafe.Add(ref MemoryMarshal.GetReference({source}), start * {length})",
            StorageKind.Target => "ref Unsafe.Add(ref MemoryMarshal.GetReference(target), start * TargetLength)",
            StorageKind.Parameter => "ref MemoryMarshal.GetReference(Parameters.Values)",
            StorageKind.Fixed => "ref workspace.Start",
            _ => Argument(block.Declaration, "tile"),
        }), ");"));
        writer.Line("sum += (double)loss * tile;").Close();
        writer.Line("LossWorkspaces.Return(workspace);").Line("return batch == 0 ? 0 : (float)(sum / batch);").Close();
    }

    private static void EmitTargetCheck(CodeWriter writer, CompiledNetwork network)
    {
        var sample = network.TargetLength == 1 ? "index" : "index / TargetLength";
        var check = (network.Declaration.Loss as StandardLoss)?.Kind switch
        {
            LossKind.CrossEntropy =>
                $"ShapeCheck.ClassIndex({ApiEmitter.Name(network)}, {sample}, target[index], {Literal.Int(network.OutputShape.Last)});",
            LossKind.BinaryCrossEntropy => $"ShapeCheck.Probability({ApiEmitter.Name(network)}, {sample}, target[index]);",
            _ => null,
        };
        if (check is not null)
        {
            writer.Open("for (var index = 0; index < target.Length; index++)").Line(check).Close();
        }
    }

    private static string Argument(string declaration, string rows) => declaration switch
    {
        "nint rows" => rows,
        "out float result" => "out var loss",
        _ => "dropoutKey",
    };
}
