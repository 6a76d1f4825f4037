using System.Reflection;
using Gmnm.Gpu.Kernels;
using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;
using ILGPU.Runtime.OpenCL;

namespace Gmnm.Gpu;

/// <summary>A device of ILGPU: one of OpenCL, or the emulation on the processor.</summary>
internal sealed class IlgpuDevice : KernelDevice
{
    private readonly Context _context;
    private readonly Dictionary<MethodInfo, Action<AcceleratorStream, KernelConfig, GpuMemory>> _kernels = [];

    private IlgpuDevice(Context context, Accelerator accelerator)
    {
        _context = context;
        Accelerator = accelerator;
        MostThreads = accelerator.MaxNumThreadsPerGroup;
        Updates = new IlgpuUpdates(accelerator);
    }

    /// <inheritdoc/>
    public override string Name => Accelerator.Name;

    /// <inheritdoc/>
    public override bool IsEmulated => Accelerator.AcceleratorType == AcceleratorType.CPU;

    /// <inheritdoc/>
    /// <remarks>The emulation has a thread of the system for each thread: it takes the smallest tiles.</remarks>
    internal override int Multiprocessors => IsEmulated ? GpuTiles.Endless : Accelerator.NumMultiprocessors;

    /// <summary>The device in ILGPU.</summary>
    public Accelerator Accelerator { get; }

    private IlgpuUpdates Updates { get; }

    /// <summary>Opens a device.</summary>
    /// <param name="type">OpenCL or the CPU; null for the first of OpenCL, else the emulation.</param>
    /// <param name="index">Which of a kind.</param>
    /// <param name="names">Takes the names of all devices.</param>
    /// <returns>Null where there is no such device.</returns>
    /// <exception cref="GpuException">It cannot run the kernels.</exception>
    public static IlgpuDevice? Open(AcceleratorType? type, int index, List<string> names)
    {
        var context = Context.Create(static builder => builder
            .ForKernels()
            .Profiling() // Markers, to wait for a copy and not for what was launched behind it.
            .OpenCL()
            .CPU(new CPUDevice(numThreadsPerWarp: 32, numWarpsPerMultiprocessor: 8, numMultiprocessors: 1)));
        try
        {
            Device[] found = [.. context.Devices.Where(device => type is null ? Fits(device) : device.AcceleratorType == type)
                .OrderBy(static device => device.AcceleratorType == AcceleratorType.CPU)];
            names.AddRange(context.Devices.Select(static device => $"{device.AcceleratorType.ToString().ToUpperInvariant()} ({device.Name})"));
            if (index < found.Length)
            {
                return Fits(found[index]) ? new IlgpuDevice(context, found[index].CreateAccelerator(context)) : throw new GpuException(
                    $"{found[index].Name} cannot run the kernels: their threads exchange values in warps of {GpuGrid.Warp}, which ILGPU's OpenCL has on GPUs of Intel of that width alone.");
            }
        }
        catch
        {
            context.Dispose();
            throw;
        }

        context.Dispose();
        return null;
    }

    /// <summary>Whether the kernels can run: a device with other warps would give other numbers.</summary>
    private static bool Fits(Device device) => device.WarpSize == GpuGrid.Warp && device is not CLDevice { Vendor: not CLDeviceVendor.Intel };

    /// <inheritdoc/>
    public override void Dispose()
    {
        Accelerator.Dispose();
        _context.Dispose();
    }

    /// <inheritdoc/>
    internal override NetworkPrograms ProgramsOf(object network, NetworkInfo info) => GeneratedPrograms.Of(network, info);

    /// <inheritdoc/>
    internal override GpuBlock CreateBlock(string purpose) => new IlgpuBlock(this, purpose);

    /// <inheritdoc/>
    internal override GpuStaging CreateStaging() => new IlgpuStaging(this);

    /// <inheritdoc/>
    internal override void Synchronize() => Accelerator.DefaultStream.Synchronize();

    /// <inheritdoc/>
    internal override void SumSquares(GpuBlock gradient, GpuBlock sums, int length) =>
        Updates.SumSquares(View(gradient), View(sums), length);

    /// <inheritdoc/>
    internal override void Admit(GpuBlock arena, GpuBlock sums, GpuBlock record, AdmissionNumbers numbers) =>
        Updates.Admit(View(arena), View(sums), View(record), numbers);

    /// <inheritdoc/>
    internal override void Update(
        UpdateKind kind, GpuBlock parameters, GpuBlock gradient, ReadOnlySpan<GpuBlock> states, GpuBlock record, UpdateNumbers numbers) =>
        Updates.Update(kind, View(parameters), View(gradient), states, View(record), numbers);

    /// <inheritdoc/>
    internal override void Average(GpuBlock average, GpuBlock parameters, GpuBlock record, int trainable, int length, float share) =>
        Updates.Average(View(average), View(parameters), View(record), trainable, length, share);

    /// <inheritdoc/>
    protected private override void Launch(GpuProgram program, GpuLaunch launch, in GpuRun run)
    {
        var kernel = (GpuKernel)launch;
        var (x, y, z) = kernel.Groups(run.Rows);
        var threads = IsEmulated && kernel.FewestThreads > 0 ? kernel.FewestThreads : kernel.Threads;
        Loaded(program, kernel)(Accelerator.DefaultStream, new KernelConfig(new Index3D(x, y, z), new Index3D(threads, 1, 1)), Memory(run));
    }

    /// <summary>Loads a kernel, or gives the one that is loaded.</summary>
    internal Action<AcceleratorStream, KernelConfig, GpuMemory> Loaded(GpuProgram program, GpuKernel kernel)
    {
        if (!_kernels.TryGetValue(kernel.Compiled, out var loaded))
        {
            try
            {
                loaded = Accelerator.LoadKernel<Action<AcceleratorStream, KernelConfig, GpuMemory>>(kernel.Compiled, KernelCompilation.Of(kernel));
            }
            catch (Exception exception)
            {
                throw new GpuException($"{program.Name}: the kernel {kernel.Name} does not compile for {Name}: {Innermost(exception).Message}", exception);
            }

            _kernels.Add(kernel.Compiled, loaded);
        }

        return loaded;
    }

    /// <summary>Allocates zeroed floats.</summary>
    internal MemoryBuffer1D<float, Stride1D.Dense> Allocate(string purpose, long length)
    {
        try
        {
            // ILGPU has no empty buffers.
            var buffer = Accelerator.Allocate1D<float>(Math.Max(1, length));
            buffer.MemSetToZero();
            return buffer;
        }
        catch (Exception exception) when (exception is AcceleratorException or OutOfMemoryException)
        {
            throw new GpuException($"{Name} has no room for {4 * length:N0} bytes of {purpose}. A smaller batch takes less.", exception);
        }
    }

    /// <summary>Allocates page-locked memory of the host.</summary>
    internal PageLockedArray1D<float> AllocateHost(int length)
    {
        try
        {
            return Accelerator.AllocatePageLocked1D<float>(length);
        }
        catch (Exception exception) when (exception is AcceleratorException or OutOfMemoryException or NotSupportedException)
        {
            throw new GpuException($"{Name} cannot read {4L * length:N0} bytes of the host's memory: {exception.Message}", exception);
        }
    }

    /// <summary>All of a block.</summary>
    internal static ArrayView<float> View(GpuBlock block) => ((IlgpuBlock)block).View;

    private static GpuMemory Memory(in GpuRun run) => new()
    {
        Inputs = View(run.Inputs),
        Targets = View(run.Targets),
        Parameters = View(run.Parameters),
        Gradients = View(run.Gradients),
        Predictions = View(run.Predictions),
        Arena = View(run.Arena),
        DropoutKey = run.DropoutKey,
        Rows = run.Rows,
        Step = run.Step,
    };

    private static Exception Innermost(Exception exception) => exception.InnerException is { } inner ? Innermost(inner) : exception;
}
