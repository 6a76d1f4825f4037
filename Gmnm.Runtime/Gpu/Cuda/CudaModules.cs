using System.Runtime.InteropServices;
using System.Text;

namespace Gmnm.Gpu;

/// <summary>The kernels that the driver has compiled.</summary>
/// <param name="device">Name of the device, for messages.</param>
internal sealed unsafe class CudaModules(string device)
{
    private const int LogBytes = 8192;

    // CU_JIT_ERROR_LOG_BUFFER and CU_JIT_ERROR_LOG_BUFFER_SIZE_BYTES.
    private const int ErrorLog = 5;
    private const int ErrorLogBytes = 6;

    private readonly Dictionary<object, (nint Module, nint Function)> _loaded = [];

    /// <summary>The function of a kernel, for launches.</summary>
    /// <param name="identity">What it was added with.</param>
    public nint this[object identity] => _loaded[identity].Function;

    /// <summary>Whether a kernel was added.</summary>
    public bool Contains(object identity) => _loaded.ContainsKey(identity);

    /// <summary>Adds what <see cref="Compile"/> gave.</summary>
    public void Add(object identity, (nint Module, nint Function) compiled) => _loaded.Add(identity, compiled);

    /// <summary>Frees all of them.</summary>
    public void Unload()
    {
        foreach (var (module, _) in _loaded.Values)
        {
            _ = CudaDriver.cuModuleUnload(module);
        }

        _loaded.Clear();
    }

    /// <summary>Has the driver compile a kernel. Several threads may at once, each with the device as its own.</summary>
    /// <param name="program">The program that it is of, for messages.</param>
    /// <param name="name">Its name, for messages.</param>
    /// <param name="kernel">The kernel.</param>
    /// <param name="sizes">Bytes of each parameter that it will be given.</param>
    /// <exception cref="GpuException">The driver refuses it, or its parameters have other sizes.</exception>
    public (nint Module, nint Function) Compile(string program, string name, PtxKernel kernel, ReadOnlySpan<int> sizes)
    {
        var title = $"{device}: {program}: the kernel {name}";
        if (!sizes.SequenceEqual(kernel.ParameterBytes.AsSpan()))
        {
            throw new GpuException($"{title} takes parameters of {string.Join(", ", kernel.ParameterBytes)} bytes; got {string.Join(", ", sizes.ToArray())}.");
        }

        var log = new byte[LogBytes];
        var names = stackalloc int[] { ErrorLog, ErrorLogBytes };
        nint module, function;
        fixed (byte* image = ZeroTerminated(kernel.Text), entry = ZeroTerminated(kernel.Entry), text = log)
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
