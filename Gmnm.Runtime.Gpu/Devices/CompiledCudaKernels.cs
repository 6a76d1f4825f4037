using System.Collections.Concurrent;
using System.Reflection;
using Gmnm.Gpu.Kernels;
using ILGPU;
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

    /// <summary>What compiles, beside the builds of the kernels: other builds compile anew.</summary>
    private readonly string _builds = $"{capability} {Build(typeof(CompiledCudaKernels))} {Build(typeof(Context))}";

    /// <summary>Whether there is memory for many kernels, which the first that is not in the cache asks for; null where none is to come.</summary>
    private Lazy<bool>? _prepared;

    /// <inheritdoc/>
    public override NetworkPrograms ProgramsOf(object network, NetworkInfo info) => GeneratedPrograms.Of(network, info);

    /// <inheritdoc/>
    public override PtxKernel Of(GpuProgram program, GpuLaunch launch) =>
        Of(program.Name, launch.Name, ((GpuKernel)launch).Compiled, KernelCompilation.Of((GpuKernel)launch));

    /// <inheritdoc/>
    public override PtxKernel Update(string name) => Of("optimizer", name, Updates.Method(name), KernelCompilation.Of(UpdateGrid.Threads));

    /// <inheritdoc/>
    public override void Prepare() => _prepared = new(CompilationMemory.TryTake);

    /// <inheritdoc/>
    public override void Trim()
    {
        if (_prepared is { IsValueCreated: true, Value: var hasMemory })
        {
            CompilerWarmUp.Keep(cache);
            if (hasMemory)
            {
                CompilationMemory.Release();
            }
        }

        _prepared = null;
        while (_idle.TryTake(out var compiler))
        {
            compiler.Dispose();
        }
    }

    private PtxKernel Of(string program, string name, MethodInfo method, KernelSpecialization options)
    {
        var source = $"{_builds} {Build(method.DeclaringType!)} {method.DeclaringType} {method} {options.MaxNumThreadsPerGroup} {options.MinNumGroupsPerMultiprocessor}";
        if (cache?.Find(source) is { } kept)
        {
            using var reader = new BinaryReader(new MemoryStream(kept));
            return EmbeddedPlan.ReadPtx(reader);
        }

        _ = _prepared?.Value;
        var compiler = _idle.TryTake(out var idle) ? idle : new PtxCompiler(capability);
        try
        {
            var compiled = compiler.Compile(program, name, method, options);
            Keep(source, compiled);
            return compiled;
        }
        finally
        {
            _idle.Add(compiler);
        }
    }

    private void Keep(string source, PtxKernel compiled)
    {
        using var bytes = new MemoryStream();
        using (var writer = new BinaryWriter(bytes))
        {
            EmbeddedPlan.WritePtx(writer, compiled);
        }

        cache?.Keep(source, bytes.ToArray());
    }

    private static Guid Build(Type type) => type.Module.ModuleVersionId;
}
