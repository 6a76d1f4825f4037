using Gmnm.Generators.Diagnostics;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Memory;
using Gmnm.Generators.Passes;

namespace Gmnm.Generators.Compilation;

/// <summary>The network's programs for a GPU.</summary>
/// <param name="Inference">From input to prediction.</param>
/// <param name="Training">From input and target to loss and gradients; null without a loss.</param>
internal sealed record CompiledGpu(CompiledProgram Inference, CompiledProgram? Training)
{
    /// <param name="inference">The prediction, derivatives expanded.</param>
    /// <param name="training">The loss with its gradients; null without a loss.</param>
    /// <param name="layout">Where the parameters are.</param>
    public static CompiledGpu Compile(ComputationGraph inference, ComputationGraph? training, ParameterLayout layout) => new(
        Compile(Phase.Run("passes", () => Pipeline.GpuInference(inference)), layout),
        training is null ? null : Compile(Phase.Run("passes", () => Pipeline.GpuTraining(training)), layout));

    private static CompiledProgram Compile(ComputationGraph graph, ParameterLayout layout) =>
        CompiledProgram.Compile(graph, layout, keepPrepared: false, backend: Backend.Gpu);
}
