using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.ExceptionServices;
using System.Text;

namespace Gmnm.Gpu;

/// <summary>
/// An NVIDIA GPU through the driver alone. <see cref="Open(int)"/> is for native programs: it runs the kernels that a build
/// with <c>GmnmEmbedPtx</c> puts into the assembly of a network. Nothing to install beside the driver. Not for use by several
/// threads at once.
/// </summary>
public sealed unsafe class CudaDevice : KernelDevice
{
    /// <summary>
    /// The environment variable that names the folder in which compiled kernels are kept from run to run: by default
    /// <c>Gmnm/kernels</c> in the user's local application data. <c>none</c> keeps nothing.
    /// </summary>
    public const string CacheVariable = "GMNM_KERNEL_CACHE";

    /// <summary>What the updates' kernels are of, for messages.</summary>
    private const string Optimizer = "optimizer";

    private readonly HashSet<string> _expected = [];
    /// <summary>The compute capability, in tenths, from which tensor cores take floats.</summary>
    private const int FewestWithTensorCores = 80;

    private readonly int _device;
    private readonly nint _context;
    private readonly CudaModules _modules;
    private readonly CudaKernels _kernels;
    private string _launchedOf = "";
    private string _launched = "";
    private bool _isDisposed;

    private CudaDevice(int device, nint context, string name, int multiprocessors, bool hasTensorCores, CudaModules modules, CudaKernels kernels)
    {
        (_device, _context, Name, Multiprocessors, HasTensorCores, _modules, _kernels) =
            (device, context, name, multiprocessors, hasTensorCores, modules, kernels);
    }

    /// <inheritdoc/>
    public override string Name { get; }

    /// <inheritdoc/>
    internal override int Multiprocessors { get; }

    /// <inheritdoc/>
    internal override bool HasTensorCores { get; }

    /// <summary>Opens a GPU.</summary>
    /// <param name="index">Its number, from 0.</param>
    /// <exception cref="GpuException">There is no driver or no such GPU, or it is too old.</exception>
    public static CudaDevice Open(int index = 0) => Open(index, static (name, capability) => capability >= EmbeddedCudaKernels.Capability
        ? new EmbeddedCudaKernels()
        : throw new GpuException(
            $"{name} has compute capability {Describe(capability)}; the embedded kernels need {Describe(EmbeddedCudaKernels.Capability)}."));

    /// <summary>Opens a GPU.</summary>
    /// <param name="index">Its number, from 0.</param>
    /// <param name="kernels">Gives its kernels, for the name and the compute capability, in tenths.</param>
    /// <exception cref="GpuException">There is no driver or no such GPU, or it has no kernels.</exception>
    internal static CudaDevice Open(int index, Func<string, int, CudaKernels> kernels)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        if (!CudaDriver.TryLoad())
        {
            throw new GpuException($"There is no CUDA driver: {CudaDriver.FileName} was not found.");
        }

        try
        {
            return OpenLoaded(index, kernels);
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
            _kernels.Trim();
            _ = CudaDriver.cuDevicePrimaryCtxRelease(_device);
            _isDisposed = true;
        }
    }

    /// <inheritdoc/>
    internal override NetworkPrograms ProgramsOf(object network, NetworkInfo info) => _kernels.ProgramsOf(network, info);

    /// <inheritdoc/>
    internal override GpuBlock CreateBlock(string purpose) => new CudaBlock(this, purpose);

    /// <inheritdoc/>
    internal override GpuStaging CreateStaging() => new CudaStaging(this);

    /// <inheritdoc/>
    internal override void Expect(UpdateKind kind, bool clips, bool averages) => _expected.UnionWith(
        [CudaKernels.Admit, kind.ToString(), .. clips ? (string[])[CudaKernels.SumSquares] : [], .. averages ? (string[])[CudaKernels.Average] : []]);

    /// <inheritdoc/>
    /// <remarks>Products first, which take the longest.</remarks>
    internal override void Load(GpuPlan plan)
    {
        var updates = _expected.Where(name => !_modules.Contains(name))
            .Select(name => ((object)name, Optimizer, name, (Func<PtxKernel>)(() => _kernels.Update(name))));
        (object Identity, string Program, string Name, Func<PtxKernel> Kernel)[] missing =
        [
            .. plan.Launches.Select(static planned => planned.Launch).DistinctBy(static launch => launch.Identity)
                .Where(launch => !_modules.Contains(launch.Identity))
                .OrderByDescending(static launch => launch.Work.MultiplyAddsPerSample)
                .Select(launch => (launch.Identity, plan.Program.Name, launch.Name, (Func<PtxKernel>)(() => _kernels.Of(plan.Program, launch)))),
            .. updates,
        ];
        _expected.Clear();
        _kernels.Prepare();
        var waiting = new ConcurrentQueue<(object Identity, string Program, string Name, Func<PtxKernel> Kernel)>(missing);
        var loaded = new ConcurrentBag<(object Identity, CudaFunction Function)>();
        var threads = new Task[Math.Min(missing.Length, Environment.ProcessorCount)];
        for (var index = 0; index < threads.Length; index++)
        {
            threads[index] = Task.Factory.StartNew(LoadWaiting, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }

        try
        {
            Task.WaitAll(threads);
        }
        catch (AggregateException exception)
        {
            ExceptionDispatchInfo.Throw(exception.InnerException!);
        }
        finally
        {
            foreach (var (identity, function) in loaded)
            {
                _modules.Add(identity, function);
            }

            _kernels.Trim();
        }

        void LoadWaiting()
        {
            Activate();
            try
            {
                while (waiting.TryDequeue(out var next))
                {
                    loaded.Add((next.Identity, _modules.Compile(next.Program, next.Name, next.Kernel())));
                }
            }
            catch
            {
                waiting.Clear();
                throw;
            }
        }
    }

    /// <inheritdoc/>
    internal override void Synchronize()
    {
        Activate();
        Require(CudaDriver.cuCtxSynchronize(), "waiting for", "its kernels");
    }

    /// <inheritdoc/>
    internal override void Run(GpuPlan plan, GpuRun run)
    {
        var graph = (CudaGraph)(plan.Recording ??= new CudaGraph(this, plan));
        if (Observer is not null || !graph.TryLaunch(MemoryOf(run)))
        {
            base.Run(plan, run);
        }
        else
        {
            (_launchedOf, _launched) = (plan.Program.Name, "all of its kernels");
        }
    }

    /// <inheritdoc/>
    protected private override void Launch(GpuProgram program, GpuLaunch launch, in GpuRun run) => Launch(
        FunctionOf(program, launch), program.Name, launch.Name, launch.Groups(run.Rows), launch.Threads, new CudaArguments().With(MemoryOf(run)));

    /// <inheritdoc/>
    internal override void SumSquares(GpuBlock gradient, GpuBlock sums, int length) =>
        LaunchUpdate(CudaKernels.SumSquares, UpdateGrid.NormParts(length), new CudaArguments().With(View(gradient)).With(View(sums)).With(length));

    /// <inheritdoc/>
    internal override void Admit(GpuBlock arena, GpuBlock sums, GpuBlock record, AdmissionNumbers numbers) =>
        LaunchUpdate(CudaKernels.Admit, 1, new CudaArguments().With(View(arena)).With(View(sums)).With(View(record)).With(numbers));

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
        CudaKernels.Average,
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

    /// <summary>A kernel that was loaded.</summary>
    internal nint FunctionOf(GpuProgram program, GpuLaunch launch) =>
        _modules.Function(launch.Identity, program.Name, launch.Name, [CudaMemory.Size]);

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
            var launched = _launched.Length == 0 ? "" : $", after the launch of {_launchedOf}: {_launched}";
            throw new GpuException($"{Name}: {what} {purpose}{launched}: {CudaDriver.Describe(result)}.");
        }
    }

    private static CudaDevice OpenLoaded(int index, Func<string, int, CudaKernels> kernels)
    {
        CudaDriver.Require(CudaDriver.cuInit(0), "The CUDA driver does not start");
        int count, device, multiprocessors, major, minor, version;
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
        CudaDriver.Require(CudaDriver.cuDriverGetVersion(&version), name);
        var source = kernels(name, (10 * major) + minor);
        nint context;
        CudaDriver.Require(CudaDriver.cuDevicePrimaryCtxRetain(&context, device), name);
        var modules = new CudaModules(name, string.Create(CultureInfo.InvariantCulture, $"{major} {minor} {version}"), KernelCache.Open());
        return new CudaDevice(device, context, name, multiprocessors, (10 * major) + minor >= FewestWithTensorCores, modules, source);
    }

    private static CudaMemory MemoryOf(in GpuRun run) => new()
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

    private static CudaView View(GpuBlock block) => ((CudaBlock)block).View;

    private static string Describe(int capability) => $"{capability / 10}.{capability % 10}";

    private void LaunchUpdate(string name, int groups, CudaArguments arguments)
    {
        Activate();
        if (!_modules.Contains(name))
        {
            _modules.Add(name, _modules.Compile(Optimizer, name, _kernels.Update(name)));
        }

        Launch(_modules.Function(name, Optimizer, name, arguments.Sizes), Optimizer, name, (groups, 1, 1), UpdateGrid.Threads, arguments);
    }

    private void Launch(nint function, string program, string name, (int X, int Y, int Z) groups, int threads, CudaArguments arguments)
    {
        Activate();
        (_launchedOf, _launched) = (program, name);
        var parameters = stackalloc void*[CudaArguments.Most];
        fixed (byte* values = &arguments.Values)
        {
            var at = values;
            for (var index = 0; index < arguments.Sizes.Length; index++)
            {
                parameters[index] = at;
                at += CudaArguments.Aligned(arguments.Sizes[index]);
            }

            var result = CudaDriver.cuLaunchKernel(
                function, (uint)groups.X, (uint)groups.Y, (uint)groups.Z, (uint)threads, 1, 1, 0, 0, parameters, null);
            if (result != 0)
            {
                throw new GpuException(
                    $"{Name}: the launch of {program}: {name} with {groups.X} x {groups.Y} x {groups.Z} groups of {threads} threads: {CudaDriver.Describe(result)}.");
            }
        }
    }
}
