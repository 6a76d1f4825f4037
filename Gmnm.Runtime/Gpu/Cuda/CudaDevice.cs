using System.Reflection;
using System.Text;

namespace Gmnm.Gpu;

/// <summary>
/// An NVIDIA GPU through the driver alone, for native programs: it runs the kernels that a build with <c>GmnmEmbedPtx</c>
/// puts into the assembly of a network. Nothing to install beside the driver. Not for use by several threads at once.
/// </summary>
public sealed unsafe class CudaDevice : KernelDevice
{
    /// <summary>What the kernels are compiled for.</summary>
    private const int LeastCapability = 80;

    private readonly int _device;
    private readonly nint _context;
    private readonly CudaModules _modules;
    private readonly Dictionary<Assembly, EmbeddedKernels> _assemblies = [];
    private EmbeddedKernels? _kernels;
    private string _launched = "";
    private bool _isDisposed;

    private CudaDevice(int device, nint context, string name, int multiprocessors)
    {
        (_device, _context, Name, Multiprocessors) = (device, context, name, multiprocessors);
        _modules = new CudaModules(name);
    }

    /// <inheritdoc/>
    public override string Name { get; }

    /// <inheritdoc/>
    internal override int Multiprocessors { get; }

    /// <summary>Opens a GPU.</summary>
    /// <param name="index">Its number, from 0.</param>
    /// <exception cref="GpuException">There is no driver or no such GPU, or it is too old.</exception>
    public static CudaDevice Open(int index = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        if (!CudaDriver.TryLoad())
        {
            throw new GpuException($"There is no CUDA driver: {CudaDriver.FileName} was not found.");
        }

        try
        {
            return OpenLoaded(index);
        }
        catch (EntryPointNotFoundException exception)
        {
            throw new GpuException($"The CUDA driver is too old: {exception.Message}", exception);
        }
    }

    /// <summary>
    /// Opens a GPU, or gives null where none can be used: null is the processor for <see cref="TrainerOptions.Device"/>.
    /// </summary>
    /// <param name="reason">A sentence that says why there is none; null where there is one.</param>
    /// <param name="index">Its number, from 0.</param>
    public static CudaDevice? TryOpen(out string? reason, int index = 0)
    {
        try
        {
            reason = null;
            return Open(index);
        }
        catch (GpuException exception)
        {
            reason = exception.Message;
            return null;
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        if (!_isDisposed)
        {
            Activate();
            _modules.Unload();
            _ = CudaDriver.cuDevicePrimaryCtxRelease(_device);
            _isDisposed = true;
        }
    }

    /// <inheritdoc/>
    internal override NetworkPrograms ProgramsOf(object network, NetworkInfo info)
    {
        var type = network.GetType();
        if (!_assemblies.TryGetValue(type.Assembly, out var kernels))
        {
            kernels = EmbeddedKernels.Of(type.Assembly)
                ?? throw new GpuException($"{info.Name} has no kernels: the project that declares it must reference the package Gmnm.Gpu and set GmnmEmbedPtx.");
            _assemblies.Add(type.Assembly, kernels);
        }

        _kernels ??= kernels;
        return kernels.Networks.TryGetValue(type.FullName!, out var programs)
            ? programs
            : throw new GpuException($"{info.Name} has no kernels in {type.Assembly.GetName().Name}: build the project again.");
    }

    /// <inheritdoc/>
    internal override GpuBlock CreateBlock(string purpose) => new CudaBlock(this, purpose);

    /// <inheritdoc/>
    internal override GpuStaging CreateStaging() => new CudaStaging(this);

    /// <inheritdoc/>
    internal override void Launch(GpuProgram program, GpuLaunch launch, in GpuRun run)
    {
        var memory = new CudaMemory
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
        Launch(program.Name, (EmbeddedKernel)launch, launch.Groups(run.Rows), new CudaArguments().With(memory));
    }

    /// <inheritdoc/>
    internal override void SumSquares(GpuBlock gradient, GpuBlock sums, int length) =>
        LaunchUpdate(EmbeddedKernels.SumSquares, UpdateGrid.NormParts(length), new CudaArguments().With(View(gradient)).With(View(sums)).With(length));

    /// <inheritdoc/>
    internal override void Admit(GpuBlock arena, GpuBlock sums, GpuBlock record, AdmissionNumbers numbers) =>
        LaunchUpdate(EmbeddedKernels.Admit, 1, new CudaArguments().With(View(arena)).With(View(sums)).With(View(record)).With(numbers));

    /// <inheritdoc/>
    internal override void Update(
        UpdateKind kind, GpuBlock parameters, GpuBlock gradient, ReadOnlySpan<GpuBlock> states, GpuBlock record, UpdateNumbers numbers)
    {
        var arguments = new CudaArguments().With(View(parameters)).With(View(gradient));
        foreach (var state in states)
        {
            arguments = arguments.With(View(state));
        }

        LaunchUpdate(kind.ToString(), UpdateGrid.Groups(numbers.Trainable), arguments.With(View(record)).With(numbers));
    }

    /// <inheritdoc/>
    internal override void Average(GpuBlock average, GpuBlock parameters, GpuBlock record, int trainable, int length, float share) => LaunchUpdate(
        EmbeddedKernels.Average,
        UpdateGrid.Groups(length),
        new CudaArguments().With(View(average)).With(View(parameters)).With(View(record)).With(trainable).With(length).With(share));

    /// <summary>Allocates zeroed floats.</summary>
    internal ulong Allocate(string purpose, long length)
    {
        Activate();
        var bytes = sizeof(float) * (nuint)Math.Max(1, length);
        ulong address;
        var result = CudaDriver.cuMemAlloc(&address, bytes);
        if (result == CudaDriver.OutOfMemory)
        {
            nuint free, total;
            var known = CudaDriver.cuMemGetInfo(&free, &total) == 0 ? $"; {(ulong)free:N0} are free" : "";
            throw new GpuException($"{Name} has no room for {(ulong)bytes:N0} bytes of {purpose}{known}. A smaller batch takes less.");
        }

        Require(result, "allocating", purpose);
        Require(CudaDriver.cuMemsetD8(address, 0, bytes), "clearing", purpose);
        return address;
    }

    /// <summary>Frees what <see cref="Allocate"/> gave; nothing after the device is gone.</summary>
    internal void Free(ulong address)
    {
        if (address != 0 && TryActivate())
        {
            _ = CudaDriver.cuMemFree(address);
        }
    }

    /// <summary>Makes the device that of the calling thread.</summary>
    internal void Activate()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        CudaDriver.Require(CudaDriver.cuCtxSetCurrent(_context), Name);
    }

    /// <summary>The same for what frees: false after the device is gone, and with it everything on it.</summary>
    internal bool TryActivate() => !_isDisposed && CudaDriver.cuCtxSetCurrent(_context) == 0;

    /// <summary>Throws where a result is an error, and names the last launch: kernels run behind the program, and fail later.</summary>
    internal void Require(int result, string what, string purpose)
    {
        if (result != 0)
        {
            var launched = _launched.Length == 0 ? "" : $", after the launch of {_launched}";
            throw new GpuException($"{Name}: {what} {purpose}{launched}: {CudaDriver.Describe(result)}.");
        }
    }

    private static CudaDevice OpenLoaded(int index)
    {
        CudaDriver.Require(CudaDriver.cuInit(0), "The CUDA driver does not start");
        int count, device, multiprocessors, major, minor;
        CudaDriver.Require(CudaDriver.cuDeviceGetCount(&count), "The CUDA driver does not count its GPUs");
        if (index >= count)
        {
            throw new GpuException($"There is no CUDA GPU number {index}: the driver has {count}.");
        }

        CudaDriver.Require(CudaDriver.cuDeviceGet(&device, index), $"GPU {index}");
        var text = stackalloc byte[256];
        CudaDriver.Require(CudaDriver.cuDeviceGetName(text, 256, device), $"GPU {index}");
        var name = Encoding.UTF8.GetString(System.Runtime.InteropServices.MemoryMarshal.CreateReadOnlySpanFromNullTerminated(text));
        CudaDriver.Require(CudaDriver.cuDeviceGetAttribute(&multiprocessors, CudaDriver.MultiprocessorCount, device), name);
        CudaDriver.Require(CudaDriver.cuDeviceGetAttribute(&major, CudaDriver.ComputeCapability, device), name);
        CudaDriver.Require(CudaDriver.cuDeviceGetAttribute(&minor, CudaDriver.ComputeCapability + 1, device), name);
        if ((10 * major) + minor < LeastCapability)
        {
            throw new GpuException($"{name} has compute capability {major}.{minor}; the embedded kernels need {LeastCapability / 10}.{LeastCapability % 10}.");
        }

        nint context;
        CudaDriver.Require(CudaDriver.cuDevicePrimaryCtxRetain(&context, device), name);
        return new CudaDevice(device, context, name, multiprocessors);
    }

    private static CudaView View(GpuBlock block) => ((CudaBlock)block).View;

    private void LaunchUpdate(string key, int groups, CudaArguments arguments) => Launch("optimizer", _kernels!.Updates[key], (groups, 1, 1), arguments);

    private void Launch(string program, EmbeddedKernel kernel, (int X, int Y, int Z) groups, CudaArguments arguments)
    {
        Activate();
        var function = _modules.Load(program, kernel, arguments.Sizes);
        _launched = $"{program}: {kernel.Name}";
        var parameters = stackalloc void*[CudaArguments.Most];
        fixed (byte* values = &arguments.Values)
        {
            var at = values;
            for (var index = 0; index < arguments.Sizes.Length; index++)
            {
                parameters[index] = at;
                at += CudaArguments.Aligned(arguments.Sizes[index]);
            }

            CudaDriver.Require(
                CudaDriver.cuLaunchKernel(
                    function, (uint)groups.X, (uint)groups.Y, (uint)groups.Z, (uint)kernel.Threads, 1, 1, 0, 0, parameters, null),
                $"{Name}: the launch of {_launched} with {groups.X} x {groups.Y} x {groups.Z} groups of {kernel.Threads} threads");
        }
    }
}
