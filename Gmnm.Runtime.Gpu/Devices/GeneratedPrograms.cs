namespace Gmnm.Gpu;

/// <summary>The programs that the generator wrote into a network.</summary>
internal static class GeneratedPrograms
{
    /// <exception cref="GpuException">The network has none.</exception>
    public static NetworkPrograms Of(object network, NetworkInfo info) => network is IGpuNetwork generated
        ? new(generated.GpuInference, generated.GpuTraining, generated.GpuLoss, generated.IsGpuLossOfOutputs)
        : throw new GpuException($"{info.Name} has no kernels: the project that declares it must reference the package Gmnm.Gpu.");
}
