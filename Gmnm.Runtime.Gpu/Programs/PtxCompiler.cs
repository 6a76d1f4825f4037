using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using ILGPU;
using ILGPU.Backends.EntryPoints;
using ILGPU.Backends.PTX;
using ILGPU.Runtime;
using ILGPU.Runtime.Cuda;

namespace Gmnm.Gpu;

/// <summary>Compiles kernels to PTX. Needs no GPU. For one thread at a time.</summary>
internal sealed partial class PtxCompiler : IDisposable
{
    private const string Visible = ".visible";

    private readonly Context _context;
    private readonly PTXBackend _backend;

    /// <param name="capability">
    /// The compute capability of the device, in tenths. Beyond <see cref="EmbeddedCudaKernels.Capability"/> nothing is gained:
    /// the driver compiles for its device, and the kernels use nothing newer.
    /// </param>
    public PtxCompiler(int capability = EmbeddedCudaKernels.Capability)
    {
        var (major, minor) = Math.DivRem(Math.Min(capability, EmbeddedCudaKernels.Capability), 10);
        _context = Context.Create(static builder => builder.ForKernels());
        _backend = new PTXBackend(_context, new CudaArchitecture(major, minor), CudaInstructionSet.ISA_70, null!);
    }

    /// <summary>Compiles a kernel.</summary>
    /// <param name="program">The program that it is of, for messages.</param>
    /// <param name="name">Its name, for messages.</param>
    /// <param name="method">The kernel.</param>
    /// <param name="options">What the driver is told of it.</param>
    /// <exception cref="GpuException">It does not compile.</exception>
    public PtxKernel Compile(string program, string name, MethodInfo method, KernelSpecialization options)
    {
        try
        {
            return Read(((PTXCompiledKernel)_backend.Compile(EntryPointDescription.FromExplicitlyGroupedKernel(method), options)).PTXAssembly);
        }
        catch (Exception exception)
        {
            throw new GpuException($"{program}: the kernel {name} does not compile: {exception.GetBaseException().Message}", exception);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _backend.Dispose();
        _context.Dispose();
    }

    /// <summary>
    /// Finds the entry and its parameters in the text: <c>.param .align 8 .b8 name[112]</c> or <c>.param .b32 name</c>. Functions
    /// before it are what instructions stand for elsewhere; everything else is inlined.
    /// </summary>
    private static PtxKernel Read(string text)
    {
        var entry = Entry().Match(text);
        return entry.Success
            ? new PtxKernel(
                entry.Groups[1].Value, [.. Parameter().Matches(entry.Groups[2].Value).Select(Bytes)], string.Concat(text.AsSpan(0, text.IndexOf(Visible, StringComparison.Ordinal)), text.AsSpan(entry.Index)))
            : throw new InvalidOperationException("There is no entry in its PTX.");
    }

    private static int Bytes(Match parameter) => parameter.Groups[2].Success
        ? int.Parse(parameter.Groups[2].Value, CultureInfo.InvariantCulture)
        : int.Parse(parameter.Groups[1].Value, CultureInfo.InvariantCulture) / 8;

    [GeneratedRegex(Visible + @"\s+\.entry\s+([\w$]+)\s*\(([^)]*)\)")]
    private static partial Regex Entry();

    [GeneratedRegex(@"\.param\s+(?:\.align\s+\d+\s+)?\.[a-z](\d+)\s+[\w$]+(?:\[(\d+)\])?")]
    private static partial Regex Parameter();
}
