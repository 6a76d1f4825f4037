using ILGPU.Runtime;

namespace Gmnm.Gpu;

/// <summary>Opens a device that runs the kernels of networks, which are compiled when they are first needed.</summary>
public static class GpuDevice
{
    /// <summary>The environment variable that names the device: <c>cuda</c>, <c>cuda:1</c>, <c>opencl</c>, <c>cpu</c>.</summary>
    public const string Variable = "GMNM_DEVICE";

    private const string Cuda = "CUDA", OpenCL = "OPENCL", Cpu = "CPU";

    /// <summary>Opens a device: a GPU, or ILGPU's emulation of one on the processor, which is slow and for tests.</summary>
    /// <param name="name">
    /// <c>cuda</c>, <c>opencl</c> or <c>cpu</c>, with <c>:1</c> behind it for the second of a kind; null for what
    /// <see cref="Variable"/> says, else the first CUDA device, else the first of OpenCL, else the emulation.
    /// </param>
    /// <exception cref="GpuException">There is no such device, or it cannot run the kernels.</exception>
    public static KernelDevice Open(string? name = null)
    {
        name ??= Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } variable ? variable : null;
        var (kind, index) = Parse(name);
        var cache = KernelCache.Open();
        if (kind is null or Cuda && CudaDriver.TryLoad())
        {
            CompilerWarmUp.Start(cache);
        }

        var names = Enumerable.Range(0, CudaDriver.CountDevices()).Select(static number => $"{Cuda}:{number}").ToList();
        try
        {
            return kind is null or Cuda && index < names.Count
                ? CudaDevice.Open(index, (_, capability) => new CompiledCudaKernels(capability, cache))
                : IlgpuDevice.Open(Type(kind), index, names) ?? throw new GpuException($"There is no device '{name}'. Found: {string.Join(", ", names)}.");
        }
        catch (Exception exception) when (exception is not GpuException)
        {
            throw new GpuException($"The device '{name ?? "default"}' cannot be opened: {exception.Message}", exception);
        }
    }

    private static AcceleratorType? Type(string? kind) => kind switch
    {
        // ILGPU is not asked for these: there is none of that number.
        Cuda => AcceleratorType.Cuda,
        OpenCL => AcceleratorType.OpenCL,
        Cpu => AcceleratorType.CPU,
        _ => null,
    };

    private static (string? Kind, int Index) Parse(string? name)
    {
        if (name is null)
        {
            return (null, 0);
        }

        var parts = name.Split(':');
        var index = 0;
        return parts[0].ToUpperInvariant() is Cuda or OpenCL or Cpu && parts.Length <= 2 && (parts.Length == 1 || (int.TryParse(parts[1], out index) && index >= 0))
            ? (parts[0].ToUpperInvariant(), index)
            : throw new GpuException($"'{name}' names no device: expected cuda, opencl or cpu, with :1 behind it for the second of a kind.");
    }
}
