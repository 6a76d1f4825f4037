using System.Reflection;
using Gmnm.Gpu;
using Gmnm.Gpu.Kernels;

namespace Gmnm.Ptx;

/// <summary>Compiles everything that networks and optimizers launch.</summary>
internal sealed class NetworkCompiler : IDisposable
{
    private static readonly string[] s_updates =
    [
        CudaKernels.SumSquares, CudaKernels.Admit, CudaKernels.Average,
        nameof(UpdateKind.Plain), nameof(UpdateKind.Momentum), nameof(UpdateKind.Adaptive),
    ];

    private readonly PtxCompiler _compiler = new();
    private readonly Dictionary<MethodInfo, PtxKernel> _compiled = [];

    /// <summary>Compiles the kernels of networks, by the names of their types, and those of the optimizers.</summary>
    /// <exception cref="GpuException">A kernel does not compile.</exception>
    public EmbeddedKernels Compile(IReadOnlyList<(string Type, IGpuNetwork Network)> networks) => new(
        networks.ToDictionary(static pair => pair.Type, pair => Programs(pair.Network), StringComparer.Ordinal),
        s_updates.ToDictionary(static name => name, name => _compiler.Compile("optimizer", name, Updates.Method(name), KernelCompilation.Of(UpdateGrid.Threads)), StringComparer.Ordinal));

    /// <inheritdoc/>
    public void Dispose() => _compiler.Dispose();

    private NetworkPrograms Programs(IGpuNetwork network) => new(
        Program(network.GpuInference),
        network.GpuTraining is { } training ? Program(training) : null,
        network.GpuLoss is { } loss ? Program(loss) : null,
        network.IsGpuLossOfOutputs);

    private GpuProgram Program(GpuProgram program) => new()
    {
        Name = program.Name,
        ArenaConstant = program.ArenaConstant,
        ArenaPerSample = program.ArenaPerSample,
        LossAt = program.LossAt,
        ReadsDropoutKey = program.ReadsDropoutKey,
        Stages = [.. program.Stages.Select(stage => Stage(program, stage))],
    };

    private GpuStage Stage(GpuProgram program, GpuStage stage) => stage switch
    {
        GpuTiles tiles => new GpuTiles([.. tiles.Sizes(tensorCores: true).Select(launch => Kernel(program, (GpuKernel)launch))]) { After = tiles.After },
        GpuLoop loop => new GpuLoop(loop.Steps, loop.IsReverse, [.. loop.Stages.Select(inner => Stage(program, inner))])
        {
            Whole = loop.Whole is { } whole ? Kernel(program, (GpuKernel)whole) : null,
            After = loop.After,
        },
        _ => Kernel(program, (GpuKernel)stage),
    };

    private EmbeddedKernel Kernel(GpuProgram program, GpuKernel kernel)
    {
        if (!_compiled.TryGetValue(kernel.Compiled, out var ptx))
        {
            ptx = _compiler.Compile(program.Name, kernel.Name, kernel.Compiled, KernelCompilation.Of(kernel));
            _compiled.Add(kernel.Compiled, ptx);
        }

        var (x, y, z) = kernel.Extents;
        return new EmbeddedKernel(kernel.Name, kernel.Threads, x, y, z, ptx)
        {
            FewestSamples = kernel.FewestSamples,
            NeedsTensorCores = kernel.NeedsTensorCores,
            After = kernel.After,
        };
    }
}
