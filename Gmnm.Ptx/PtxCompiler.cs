using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Gmnm.Gpu;
using Gmnm.Gpu.Kernels;
using ILGPU;
using ILGPU.Backends.EntryPoints;
using ILGPU.Backends.PTX;
using ILGPU.Runtime.Cuda;

namespace Gmnm.Ptx;

/// <summary>Compiles kernels to PTX. Needs no GPU.</summary>
internal sealed partial class PtxCompiler : IDisposable
{
    private static readonly string[] s_updates =
    [
        EmbeddedKernels.SumSquares, EmbeddedKernels.Admit, EmbeddedKernels.Average,
        nameof(UpdateKind.Plain), nameof(UpdateKind.Momentum), nameof(UpdateKind.Adaptive),
    ];

    private readonly Context _context;
    private readonly PTXBackend _backend;
    private readonly Dictionary<MethodInfo, (string Entry, ImmutableArray<int> Parameters, string Ptx)> _compiled = [];

    public PtxCompiler()
    {
        _context = Context.Create(static builder => builder.ForKernels());
        _backend = new PTXBackend(_context, CudaArchitecture.SM_80, CudaInstructionSet.ISA_70, null!);
    }

    /// <summary>Compiles everything that the networks and the optimizers launch.</summary>
    /// <exception cref="GpuException">A kernel does not compile.</exception>
    public EmbeddedKernels Compile(IReadOnlyList<(string Type, IGpuNetwork Network)> networks) => new(
        networks.ToDictionary(static pair => pair.Type, pair => Programs(pair.Network), StringComparer.Ordinal),
        s_updates.ToDictionary(static name => name, Update, StringComparer.Ordinal));

    /// <inheritdoc/>
    public void Dispose()
    {
        _backend.Dispose();
        _context.Dispose();
    }

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
        Stages = [.. program.Stages.Select(stage => Stage(program, stage))],
    };

    private GpuStage Stage(GpuProgram program, GpuStage stage) => stage switch
    {
        GpuTiles tiles => new GpuTiles([.. tiles.Sizes.Select(launch => Kernel(program, launch))]),
        GpuLoop loop => new GpuLoop(loop.Steps, loop.IsReverse, [.. loop.Stages.Select(inner => Stage(program, inner))]),
        _ => Kernel(program, (GpuLaunch)stage),
    };

    private EmbeddedKernel Kernel(GpuProgram program, GpuLaunch launch)
    {
        var (x, y, z) = launch.Extents;
        return Kernel(program.Name, launch.Name, ((GpuKernel)launch).Method.Method, launch.Threads, x, y, z, launch.FewestSamples);
    }

    private EmbeddedKernel Update(string name) => Kernel(
        "optimizer", name, typeof(Updates).GetMethod(name, BindingFlags.Public | BindingFlags.Static)!, UpdateGrid.Threads, default, default, default, fewestSamples: 0);

    private EmbeddedKernel Kernel(
        string program, string name, MethodInfo method, int threads, GpuExtent x, GpuExtent y, GpuExtent z, int fewestSamples)
    {
        if (!_compiled.TryGetValue(method, out var compiled))
        {
            try
            {
                compiled = Read(((PTXCompiledKernel)_backend.Compile(EntryPointDescription.FromExplicitlyGroupedKernel(method), KernelCompilation.Of(threads))).PTXAssembly);
            }
            catch (Exception exception)
            {
                throw new GpuException($"{program}: the kernel {name} does not compile: {exception.GetBaseException().Message}", exception);
            }

            _compiled.Add(method, compiled);
        }

        return new EmbeddedKernel(name, threads, x, y, z, compiled.Entry, compiled.Parameters, compiled.Ptx)
        {
            FewestSamples = fewestSamples,
        };
    }

    /// <summary>Finds the entry and its parameters in the text: <c>.param .align 8 .b8 name[112]</c> or <c>.param .b32 name</c>.</summary>
    private static (string Entry, ImmutableArray<int> Parameters, string Ptx) Read(string ptx)
    {
        var entry = Entry().Match(ptx);
        return entry.Success
            ? (entry.Groups[1].Value, [.. Parameter().Matches(entry.Groups[2].Value).Select(Bytes)], ptx)
            : throw new GpuException("There is no entry in its PTX.");
    }

    private static int Bytes(Match parameter) => parameter.Groups[2].Success
        ? int.Parse(parameter.Groups[2].Value, CultureInfo.InvariantCulture)
        : int.Parse(parameter.Groups[1].Value, CultureInfo.InvariantCulture) / 8;

    [GeneratedRegex(@"\.entry\s+([\w$]+)\s*\(([^)]*)\)")]
    private static partial Regex Entry();

    [GeneratedRegex(@"\.param\s+(?:\.align\s+\d+\s+)?\.[a-z](\d+)\s+[\w$]+(?:\[(\d+)\])?")]
    private static partial Regex Parameter();
}
