using Gmnm.Gpu;

namespace Gmnm.Generators.Tests.Gpu;

/// <summary>The kernels of a network.</summary>
internal static class GpuPrograms
{
    public static IEnumerable<(GpuProgram Program, GpuKernel Kernel)> Kernels(IGpuNetwork network) =>
        ((GpuProgram?[])[network.GpuInference, network.GpuTraining, network.GpuLoss])
        .OfType<GpuProgram>()
        .SelectMany(static program => program.Kernels.Select(kernel => (program, (GpuKernel)kernel)));
}
