using Gmnm.Generators.Compilation;

namespace Gmnm.Generators.Emission.Api;

/// <summary>Writes what a session on a GPU asks a network for.</summary>
internal static class GpuApiEmitter
{
    public static void Emit(CodeWriter writer, CompiledGpu gpu)
    {
        writer.Line("/// <inheritdoc/>").Line("GpuProgram IGpuNetwork.GpuInference => GpuInferenceProgram.Program;").Blank();
        writer.Line("/// <inheritdoc/>").Line($"GpuProgram? IGpuNetwork.GpuTraining => {(gpu.Training is null ? "null" : "GpuTrainingProgram.Program")};");
    }
}
