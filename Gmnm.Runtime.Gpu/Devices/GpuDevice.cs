using System.Reflection;
using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;
using ILGPU.Runtime.Cuda;

namespace Gmnm.Gpu;

/// <summary>
/// A device that runs the kernels of networks: a GPU, or ILGPU's emulation of one on the CPU, which is slow and for tests.
/// Loads each kernel once. Not for use by several threads at once.
/// </summary>
public sealed class GpuDevice : KernelDevice
{
    /// <summary>The environment variable that names the device: <c>cuda</c>, <c>cuda:1</c>, <c>opencl</c>, <c>cpu</c>.</summary>
    public const string Variable = "GMNM_DEVICE";

    private readonly Context _context;
    private readonly Dictionary<MethodInfo, Action<AcceleratorStream, KernelConfig, GpuMemory>> _kernels = [];

    private GpuDevice(Context context, Accelerator accelerator)
    {
        _context = context;
        Accelerator = accelerator;
        Updates = new IlgpuUpdates(accelerator);
    }

    /// <summary>Name of the device, as its driver gives it.</summary>
    public override string Name => Accelerator.Name;

    /// <summary>Whether this is the emulation on the CPU.</summary>
    public bool IsEmulated => Accelerator.AcceleratorType == AcceleratorType.CPU;

    /// <inheritdoc/>
    /// <remarks>The emulation has a thread of the system for each thread: it takes the smallest tiles.</remarks>
    internal override int Multiprocessors => IsEmulated ? GpuTiles.Endless : Accelerator.NumMultiprocessors;

    /// <summary>In place of each launch of a program, for measurements: takes the kernel, the samples, and what launches it.</summary>
    internal Action<GpuKernel, int, Action>? Observer { get; set; }

    /// <summary>The device in ILGPU.</summary>
    public Accelerator Accelerator { get; }

    private IlgpuUpdates Updates { get; }

    /// <summary>Opens a device.</summary>
    /// <param name="name">
    /// <c>cuda</c>, <c>opencl</c> or <c>cpu</c>, with <c>:1</c> behind it for the second of a kind; null for what
    /// <see cref="Variable"/> says, else the first CUDA device, else the first of OpenCL, else the emulation.
    /// </param>
    /// <exception cref="GpuException">There is no such device, or it cannot run the kernels.</exception>
    public static GpuDevice Open(string? name = null)
    {
        name ??= Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } variable ? variable : null;
        var (kind, index) = Parse(name);
        var context = Context.Create(static builder => builder
            .ForKernels()
            .Profiling() // Markers, to wait for a copy and not for what was launched behind it.
            .AllAccelerators(static device => device is not CPUDevice)
            .CPU(new CPUDevice(numThreadsPerWarp: 32, numWarpsPerMultiprocessor: 2, numMultiprocessors: 1)));
        try
        {
            Device[] found = [.. context.Devices.Where(device => kind is null || device.AcceleratorType == kind)
                .OrderBy(static device => Array.IndexOf(s_preference, device.AcceleratorType))];
            return index < found.Length
                ? new GpuDevice(context, found[index].CreateAccelerator(context))
                : throw new GpuException($"There is no device '{name}'. Found: {string.Join(", ", context.Devices.Select(Describe))}.");
        }
        catch (Exception exception)
        {
            context.Dispose();
            throw exception as GpuException ?? new GpuException($"The device '{name ?? "default"}' cannot be opened: {exception.Message}", exception);
        }
    }

    /// <summary>Frees the device and everything on it.</summary>
    public override void Dispose()
    {
        Accelerator.Dispose();
        _context.Dispose();
    }

    /// <inheritdoc/>
    internal override NetworkPrograms ProgramsOf(object network, NetworkInfo info) => network is IGpuNetwork generated
        ? new(generated.GpuInference, generated.GpuTraining, generated.GpuLoss, generated.IsGpuLossOfOutputs)
        : throw new GpuException($"{info.Name} has no kernels: the project that declares it must reference the package Gmnm.Gpu.");

    /// <inheritdoc/>
    internal override GpuBlock CreateBlock(string purpose) => new IlgpuBlock(this, purpose);

    /// <inheritdoc/>
    internal override GpuStaging CreateStaging() => new IlgpuStaging(this);

    /// <inheritdoc/>
    internal override void Launch(GpuProgram program, GpuLaunch launch, in GpuRun run)
    {
        if (Observer is { } observer)
        {
            Observe(observer, program, (GpuKernel)launch, run);
        }
        else
        {
            LaunchNow(program, (GpuKernel)launch, run);
        }
    }

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

    // A method of its own, so that launches without an observer have no closure.
    private void Observe(Action<GpuKernel, int, Action> observer, GpuProgram program, GpuKernel kernel, GpuRun run) =>
        observer(kernel, run.Rows, () => LaunchNow(program, kernel, run));

    private void LaunchNow(GpuProgram program, GpuKernel kernel, in GpuRun run)
    {
        var (x, y, z) = kernel.Groups(run.Rows);
        Load(program, kernel)(
            Accelerator.DefaultStream, new KernelConfig(new Index3D(x, y, z), new Index3D(kernel.Threads, 1, 1)), Memory(run));
    }

    /// <summary>Loads a kernel, or gives the one that is loaded.</summary>
    internal Action<AcceleratorStream, KernelConfig, GpuMemory> Load(GpuProgram program, GpuKernel kernel)
    {
        if (!_kernels.TryGetValue(kernel.Method.Method, out var loaded))
        {
            try
            {
                loaded = Accelerator.LoadKernel<Action<AcceleratorStream, KernelConfig, GpuMemory>>(kernel.Method.Method, KernelCompilation.Of(kernel.Threads));
            }
            catch (Exception exception)
            {
                throw new GpuException($"{program.Name}: the kernel {kernel.Name} does not compile for {Name}: {Innermost(exception).Message}", exception);
            }

            _kernels.Add(kernel.Method.Method, loaded);
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
            var free = Accelerator is CudaAccelerator cuda ? $"; {cuda.GetFreeMemory():N0} are free" : "";
            throw new GpuException($"{Name} has no room for {4 * length:N0} bytes of {purpose}{free}. A smaller batch takes less.", exception);
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

    private static readonly AcceleratorType[] s_preference = [AcceleratorType.Cuda, AcceleratorType.OpenCL, AcceleratorType.CPU];

    private static (AcceleratorType? Kind, int Index) Parse(string? name)
    {
        if (name is null)
        {
            return (null, 0);
        }

        var parts = name.Split(':');
        var index = 0;
        AcceleratorType? kind = parts[0].ToUpperInvariant() switch
        {
            "CUDA" => AcceleratorType.Cuda,
            "OPENCL" => AcceleratorType.OpenCL,
            "CPU" => AcceleratorType.CPU,
            _ => null,
        };
        return kind is not null && parts.Length <= 2 && (parts.Length == 1 || (int.TryParse(parts[1], out index) && index >= 0))
            ? (kind, index)
            : throw new GpuException($"'{name}' names no device: expected cuda, opencl or cpu, with :1 behind it for the second of a kind.");
    }

    private static string Describe(Device device) => $"{device.AcceleratorType.ToString().ToUpperInvariant()} ({device.Name})";

    private static Exception Innermost(Exception exception) => exception.InnerException is { } inner ? Innermost(inner) : exception;
}
