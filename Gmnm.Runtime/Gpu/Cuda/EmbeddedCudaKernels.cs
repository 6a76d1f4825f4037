using System.Reflection;

namespace Gmnm.Gpu;

/// <summary>The kernels that builds with <c>GmnmEmbedPtx</c> put into the assemblies of networks.</summary>
internal sealed class EmbeddedCudaKernels : CudaKernels
{
    /// <summary>The compute capability that they are compiled for, in tenths.</summary>
    public const int Capability = 80;

    private readonly Dictionary<Assembly, EmbeddedKernels> _assemblies = [];
    private EmbeddedKernels? _first;

    /// <inheritdoc/>
    public override NetworkPrograms ProgramsOf(object network, NetworkInfo info)
    {
        var type = network.GetType();
        if (!_assemblies.TryGetValue(type.Assembly, out var kernels))
        {
            kernels = EmbeddedKernels.Of(type.Assembly)
                ?? throw new GpuException($"{info.Name} has no kernels: the project that declares it must reference the package Gmnm.Gpu and set GmnmEmbedPtx.");
            _assemblies.Add(type.Assembly, kernels);
        }

        _first ??= kernels;
        return kernels.Networks.TryGetValue(type.FullName!, out var programs)
            ? programs
            : throw new GpuException($"{info.Name} has no kernels in {type.Assembly.GetName().Name}: build the project again.");
    }

    /// <inheritdoc/>
    public override PtxKernel Of(GpuProgram program, GpuLaunch launch) => ((EmbeddedKernel)launch).Ptx;

    /// <inheritdoc/>
    public override PtxKernel Update(string name) => _first!.Updates[name];
}
