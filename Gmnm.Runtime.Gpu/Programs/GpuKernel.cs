using System.Reflection;

namespace Gmnm.Gpu;

/// <summary>One launch of a generated kernel, which the device's compiler takes from the assembly.</summary>
/// <param name="name">Name of the generated method: the layers that it computes.</param>
/// <param name="method">The kernel.</param>
/// <param name="threads">Threads of a group.</param>
/// <param name="x">Groups along the first axis of the grid.</param>
/// <param name="y">Groups along the second axis.</param>
/// <param name="z">Groups along the third axis.</param>
public sealed class GpuKernel(
    string name, Action<GpuMemory> method, int threads, GpuExtent x, GpuExtent y = default, GpuExtent z = default)
    : GpuLaunch(name, threads, x, y, z)
{
    private MethodInfo? _compiled;

    /// <summary>The kernel.</summary>
    public Action<GpuMemory> Method => method;

    /// <summary>Whether a group has a multiprocessor to itself, for threads that keep much in registers.</summary>
    public bool IsAlone { get; init; }

    /// <summary>Threads of a group that do as well, for the emulation, which pays for each; 0 where it needs them all.</summary>
    public int FewestThreads { get; init; }

    /// <summary>What the device's compiler reads.</summary>
    internal MethodInfo Compiled => _compiled ??= method.Method;

    /// <inheritdoc/>
    internal override object Identity => Compiled;
}
