using System.Collections.Concurrent;
using System.Reflection;
using Gmnm.Gpu.Kernels;
using ILGPU.Runtime;

namespace Gmnm.Gpu;

/// <summary>
/// Kernels that ILGPU compiles when they are first needed, or that it compiled in an earlier run. Each thread that asks has a
/// compiler of its own, since one lets only one thread work; a compiler keeps what kernels have in common.
/// </summary>
/// <param name="capability">The compute capability of the device, in tenths.</param>
/// <param name="cache">What earlier runs compiled; null for nothing.</param>
internal sealed class CompiledCudaKernels(int capability, KernelCache? cache) : CudaKernels
{
    private readonly ConcurrentBag<PtxCompiler> _idle = [];

    /// <inheritdoc/>
    public override NetworkPrograms ProgramsOf(object network, NetworkInfo info) => GeneratedPrograms.Of(network, info);

    /// <inheritdoc/>
    public override PtxKernel Of(GpuProgram program, GpuLaunch launch) =>
        Of(program.Name, launch.Name, ((GpuKernel)launch).Compiled, KernelCompilation.Of((GpuKernel)launch));

    /// <inheritdoc/>
    public override PtxKernel Update(string name) => Of("optimizer", name, Updates.Method(name), KernelCompilation.Of(UpdateGrid.Threads));

    /// <inheritdoc/>
    public override void Trim()
    {
        while (_idle.TryTake(out var compiler))
        {
            compiler.Dispose();
        }
    }

    private PtxKernel Of(string program, string name, MethodInfo method, KernelSpecialization options)
    {
        if (cache?.Find(method, options) is { } kept)
        {
            return kept;
        }

        var compiler = _idle.TryTake(out var idle) ? idle : new PtxCompiler(capability);
        try
        {
            var compiled = compiler.Compile(program, name, method, options);
            cache?.Keep(method, options, compiled);
            return compiled;
        }
        finally
        {
            _idle.Add(compiler);
        }
    }
}
