using Gmnm.Generators.Compilation;

namespace Gmnm.Generators.Emission.Api;

/// <summary>Writes what a session on a GPU asks a network for.</summary>
internal static class GpuApiEmitter
{
    public static void Emit(CodeWriter writer, CompiledNetwork network, CompiledGpu gpu)
    {
        Property(writer, "GpuProgram IGpuNetwork.GpuInference", "GpuInferenceProgram.Program");
        Property(writer, "GpuProgram? IGpuNetwork.GpuTraining", gpu.Training is null ? "null" : "GpuTrainingProgram.Program");
        Property(writer, "GpuProgram? IGpuNetwork.GpuLoss", gpu.Loss is null ? "null" : "GpuLossProgram.Program");
        Property(writer, "bool IGpuNetwork.IsGpuLossOfOutputs", gpu.Loss is not null && network.IsLossOfOutputs ? "true" : "false");
    }

    private static void Property(CodeWriter writer, string declaration, string value) =>
        writer.Line("/// <inheritdoc/>").Line($"{declaration} => {value};").Blank();
}
