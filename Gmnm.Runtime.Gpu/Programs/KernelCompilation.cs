using Gmnm.Gpu.Kernels;
using ILGPU;
using ILGPU.Runtime;

namespace Gmnm.Gpu;

/// <summary>How ILGPU compiles kernels, for a device and in a build.</summary>
internal static class KernelCompilation
{
    private const int LargeGroup = 256;

    /// <summary>The options of a context. More optimization would place instructions by their uses, and large tiles then spill registers.</summary>
    public static Context.Builder ForKernels(this Context.Builder builder) =>
        builder.EnableAlgorithms().WithTensorCores().WithReciprocals().Optimize(OptimizationLevel.O1).Inlining(InliningMode.Aggressive);

    /// <summary>
    /// What the driver is told of a kernel: a thread of a large group has so few registers that two groups fit a multiprocessor,
    /// unless the group is to be alone there.
    /// </summary>
    public static KernelSpecialization Of(GpuKernel kernel) => Of(kernel.Threads, kernel.IsAlone);

    /// <inheritdoc cref="Of(GpuKernel)"/>
    public static KernelSpecialization Of(int threads, bool isAlone = false) => new(threads, threads >= LargeGroup && !isAlone ? 2 : null);
}
