using Gmnm.Gpu.Kernels;
using ILGPU;

namespace Gmnm.Gpu;

/// <summary>
/// Has the runtime compile ILGPU itself while the driver starts, by compiling a kernel that is not used: much of what the first
/// kernel of a process takes. Not where an earlier run kept kernels, since then this one has most likely few to compile.
/// </summary>
internal static class CompilerWarmUp
{
    /// <summary>What the cache keeps to say that these builds compiled something.</summary>
    private static readonly string s_source = $"compiled by {typeof(CompilerWarmUp).Module.ModuleVersionId} {typeof(Context).Module.ModuleVersionId}";

    private static int s_started;

    /// <summary>Starts it on a thread of its own, the first time in a process.</summary>
    /// <param name="cache">Where kernels of earlier runs are; null for none.</param>
    public static void Start(KernelCache? cache)
    {
        if (Interlocked.Exchange(ref s_started, 1) == 0 && cache?.Find(s_source) is null)
        {
            _ = Task.Factory.StartNew(Compile, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
    }

    /// <summary>Says that kernels were compiled and kept.</summary>
    /// <param name="cache">Where they are; null for none.</param>
    public static void Keep(KernelCache? cache) => cache?.Keep(s_source, []);

    private static void Compile()
    {
        const string name = CudaKernels.SumSquares;
        using var compiler = new PtxCompiler();
        try
        {
            // It has loops, shared memory and barriers, as most kernels do.
            _ = compiler.Compile("optimizer", name, Updates.Method(name), KernelCompilation.Of(UpdateGrid.Threads));
        }
        catch (GpuException)
        {
            // Whoever needs it will see it.
        }
    }
}
