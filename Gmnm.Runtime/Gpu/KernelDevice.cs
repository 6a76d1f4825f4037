namespace Gmnm.Gpu;

/// <summary>A device that runs the generated kernels of networks. What the kernels are compiled by is up to it.</summary>
public abstract class KernelDevice : ComputeDevice
{
    internal KernelDevice()
    {
    }

    /// <summary>Multiprocessors, among which groups of threads are shared.</summary>
    internal abstract int Multiprocessors { get; }

    /// <summary>The programs of a network for this device.</summary>
    /// <exception cref="GpuException">It has none.</exception>
    internal abstract NetworkPrograms ProgramsOf(object network, NetworkInfo info);

    /// <summary>An empty block of its memory.</summary>
    /// <param name="purpose">What will be in it, for messages.</param>
    internal abstract GpuBlock CreateBlock(string purpose);

    /// <summary>Launches a kernel; does not wait.</summary>
    /// <exception cref="GpuException">The device refuses the kernel.</exception>
    internal abstract void Launch(GpuProgram program, GpuLaunch launch, in GpuRun run);

    /// <summary>Launches the sums of squares of a gradient's <see cref="UpdateGrid.NormParts"/> parts.</summary>
    internal abstract void SumSquares(GpuBlock gradient, GpuBlock sums, int length);

    /// <summary>Launches an optimizer's step.</summary>
    /// <param name="kind">Which update.</param>
    /// <param name="parameters">Changed in place.</param>
    /// <param name="gradient">The gradient.</param>
    /// <param name="states">The optimizer's state, as many blocks as the update has; changed in place.</param>
    /// <param name="length">Trainable floats.</param>
    /// <param name="numbers">The numbers of the step.</param>
    internal abstract void Update(
        UpdateKind kind, GpuBlock parameters, GpuBlock gradient, ReadOnlySpan<GpuBlock> states, int length, UpdateNumbers numbers);

    /// <inheritdoc/>
    internal sealed override DeviceSession Open(object network, ParameterBuffer parameters) => new GpuSession(this, network, parameters);
}
