using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;

namespace Gmnm.Gpu;

/// <summary>
/// The kernels that the driver has compiled: by its linker, which works for several threads at once where the loading of PTX
/// lets one wait for the other.
/// </summary>
/// <param name="device">Name of the device, for messages.</param>
/// <param name="target">What the driver compiles for, and its version.</param>
/// <param name="cache">What earlier runs compiled; null for nothing.</param>
internal sealed unsafe class CudaModules(string device, string target, KernelCache? cache)
{
    private const int LogBytes = 8192;

    // CU_JIT_ERROR_LOG_BUFFER and CU_JIT_ERROR_LOG_BUFFER_SIZE_BYTES.
    private const int ErrorLog = 5;
    private const int ErrorLogBytes = 6;

    private readonly Dictionary<object, CudaFunction> _loaded = [];

    /// <summary>Whether a kernel was added.</summary>
    public bool Contains(object identity) => _loaded.ContainsKey(identity);

    /// <summary>Adds what <see cref="Compile"/> gave.</summary>
    public void Add(object identity, CudaFunction compiled) => _loaded.Add(identity, compiled);

    /// <summary>A kernel for its launch.</summary>
    /// <param name="identity">What it was added with.</param>
    /// <param name="program">The program that it is of, for messages.</param>
    /// <param name="name">Its name, for messages.</param>
    /// <param name="sizes">Bytes of each parameter that it will be given.</param>
    /// <exception cref="GpuException">Its parameters have other sizes.</exception>
    public nint Function(object identity, string program, string name, ReadOnlySpan<int> sizes)
    {
        var loaded = _loaded[identity];
        return sizes.SequenceEqual(loaded.ParameterBytes.AsSpan())
            ? loaded.Function
            : throw new GpuException(
                $"{device}: {program}: the kernel {name} takes parameters of {string.Join(", ", loaded.ParameterBytes)} bytes; got {string.Join(", ", sizes.ToArray())}.");
    }

    /// <summary>Frees all of them.</summary>
    public void Unload()
    {
        foreach (var loaded in _loaded.Values)
        {
            _ = CudaDriver.cuModuleUnload(loaded.Module);
        }

        _loaded.Clear();
    }

    /// <summary>Has the driver compile a kernel. Several threads may at once, each with the device as its own.</summary>
    /// <param name="program">The program that it is of, for messages.</param>
    /// <param name="name">Its name, for messages.</param>
    /// <param name="kernel">The kernel.</param>
    /// <exception cref="GpuException">The driver refuses it.</exception>
    public CudaFunction Compile(string program, string name, PtxKernel kernel)
    {
        var title = $"{device}: {program}: the kernel {name}";
        var source = $"{target} {kernel.Text}";
        nint module, function;
        if (cache?.Find(source) is not { } image || Load(image, &module) != 0)
        {
            image = Link(title, kernel);
            CudaDriver.Require(Load(image, &module), $"{title} does not load");
            cache?.Keep(source, image);
        }

        fixed (byte* entry = ZeroTerminated(kernel.Entry))
        {
            CudaDriver.Require(CudaDriver.cuModuleGetFunction(&function, module, entry), $"{title} is not in its PTX");
        }

        return new CudaFunction(module, function, kernel.ParameterBytes);
    }

    private static int Load(byte[] image, nint* module)
    {
        fixed (byte* bytes = image)
        {
            return CudaDriver.cuModuleLoadData(module, bytes);
        }
    }

    /// <summary>Compiles PTX for the device of the thread.</summary>
    private static byte[] Link(string title, PtxKernel kernel)
    {
        var log = new byte[LogBytes];
        var names = stackalloc int[] { ErrorLog, ErrorLogBytes };
        var ptx = ZeroTerminated(kernel.Text);
        fixed (byte* input = ptx, entry = ZeroTerminated(kernel.Entry), text = log)
        {
            var values = stackalloc void*[] { text, (void*)LogBytes };
            nint linking;
            CudaDriver.Require(CudaDriver.cuLinkCreate(2, names, values, &linking), title);
            try
            {
                byte* image;
                nuint length;
                var result = CudaDriver.cuLinkAddData(linking, CudaDriver.Ptx, input, (nuint)ptx.Length, entry, 0, null, null);
                if (result == 0)
                {
                    result = CudaDriver.cuLinkComplete(linking, &image, &length);
                    if (result == 0)
                    {
                        return new ReadOnlySpan<byte>(image, checked((int)length)).ToArray();
                    }
                }

                var said = Encoding.UTF8.GetString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(text)).Trim();
                throw new GpuException($"{title} does not compile: {CudaDriver.Describe(result)}{(said.Length > 0 ? $"\n{said}" : "")}");
            }
            finally
            {
                _ = CudaDriver.cuLinkDestroy(linking);
            }
        }
    }

    private static byte[] ZeroTerminated(string text) => Encoding.UTF8.GetBytes(text + '\0');
}

/// <summary>A kernel in the driver.</summary>
/// <param name="Module">The module that it is in.</param>
/// <param name="Function">What is launched.</param>
/// <param name="ParameterBytes">Bytes of each parameter.</param>
internal sealed record CudaFunction(nint Module, nint Function, ImmutableArray<int> ParameterBytes);
