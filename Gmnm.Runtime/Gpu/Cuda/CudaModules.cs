using System.Runtime.InteropServices;
using System.Text;

namespace Gmnm.Gpu;

/// <summary>The kernels that the driver has compiled, each when it is first launched.</summary>
/// <param name="device">Name of the device, for messages.</param>
internal sealed unsafe class CudaModules(string device)
{
    private const int LogBytes = 8192;

    // CU_JIT_ERROR_LOG_BUFFER and CU_JIT_ERROR_LOG_BUFFER_SIZE_BYTES.
    private const int ErrorLog = 5;
    private const int ErrorLogBytes = 6;

    private readonly Dictionary<EmbeddedKernel, (nint Module, nint Function)> _loaded = [];

    /// <summary>The function of a kernel, for launches.</summary>
    /// <param name="program">The program that it is of, for messages.</param>
    /// <param name="kernel">The kernel.</param>
    /// <param name="sizes">Bytes of each parameter that it will be given.</param>
    /// <exception cref="GpuException">The driver refuses it.</exception>
    public nint Load(string program, EmbeddedKernel kernel, ReadOnlySpan<int> sizes)
    {
        if (!_loaded.TryGetValue(kernel, out var loaded))
        {
            var title = $"{device}: {program}: the kernel {kernel.Name}";
            if (!sizes.SequenceEqual([.. kernel.ParameterBytes]))
            {
                throw new GpuException($"{title} takes parameters of {string.Join(", ", kernel.ParameterBytes)} bytes; got {string.Join(", ", sizes.ToArray())}.");
            }

            loaded = Compile(title, kernel);
            _loaded.Add(kernel, loaded);
        }

        return loaded.Function;
    }

    /// <summary>Frees all of them.</summary>
    public void Unload()
    {
        foreach (var (module, _) in _loaded.Values)
        {
            _ = CudaDriver.cuModuleUnload(module);
        }

        _loaded.Clear();
    }

    private static (nint Module, nint Function) Compile(string title, EmbeddedKernel kernel)
    {
        var log = new byte[LogBytes];
        var names = stackalloc int[] { ErrorLog, ErrorLogBytes };
        nint module, function;
        fixed (byte* image = ZeroTerminated(kernel.Ptx), entry = ZeroTerminated(kernel.Entry), text = log)
        {
            var values = stackalloc void*[] { text, (void*)LogBytes };
            var result = CudaDriver.cuModuleLoadDataEx(&module, image, 2, names, values);
            if (result != 0)
            {
                var said = Encoding.UTF8.GetString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(text)).Trim();
                throw new GpuException($"{title} does not compile: {CudaDriver.Describe(result)}{(said.Length > 0 ? $"\n{said}" : "")}");
            }

            CudaDriver.Require(CudaDriver.cuModuleGetFunction(&function, module, entry), $"{title} is not in its PTX");
        }

        return (module, function);
    }

    private static byte[] ZeroTerminated(string text) => Encoding.UTF8.GetBytes(text + '\0');
}
