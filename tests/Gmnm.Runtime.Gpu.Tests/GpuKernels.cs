using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Gmnm.Gpu;
using ILGPU;
using ILGPU.Backends.EntryPoints;
using ILGPU.Backends.OpenCL;
using ILGPU.Backends.PTX;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;
using ILGPU.Runtime.Cuda;
using ILGPU.Runtime.OpenCL;

namespace Gmnm.Runtime.Gpu.Tests;

/// <summary>Runs kernels on ILGPU's CPU accelerator, and compiles each for CUDA and OpenCL: no test needs a GPU.</summary>
public sealed partial class GpuKernels : IDisposable
{
    /// <summary>Shared memory that every device gives a group.</summary>
    private const int MostSharedBytes = 48 * 1024;

    private readonly Context _context = Context.Create(builder => builder
        .ForKernels().CPU(new CPUDevice(32, 8, 1)));

    private readonly Accelerator _accelerator;
    private readonly PTXBackend _cuda;
    private readonly CLBackend _openCl;
    private readonly HashSet<MethodInfo> _compiled = [];

    public GpuKernels()
    {
        _accelerator = _context.GetCPUDevice(0).CreateAccelerator(_context);
        _cuda = new PTXBackend(_context, CudaArchitecture.SM_80, CudaInstructionSet.ISA_70, null!);
        var capabilities = new CLCapabilityContext(float16: false, float64: true, genericAddressSpace: true, int64_Atomics: false, subGroups: true);
        _openCl = new CLBackend(_context, capabilities, CLDeviceVendor.Intel, CLBackend.MinimumVersion);
    }

    public void Dispose()
    {
        _openCl.Dispose();
        _cuda.Dispose();
        _accelerator.Dispose();
        _context.Dispose();
    }

    /// <summary>Runs a kernel. Its predictions start as NaN, so that what it does not write is noticed.</summary>
    /// <param name="kernel">A static method.</param>
    /// <param name="grid">Groups.</param>
    /// <param name="threads">Threads of a group.</param>
    /// <param name="length">Length of the predictions.</param>
    /// <param name="rows">Samples.</param>
    /// <param name="inputs">What it finds in the other blocks.</param>
    internal float[] Run(Action<GpuMemory> kernel, Index3D grid, int threads, int length, int rows, KernelInputs inputs)
    {
        AssertCompiles(kernel.Method);
        using var input = _accelerator.Allocate1D(inputs.Inputs);
        using var target = _accelerator.Allocate1D(inputs.Targets);
        using var parameter = _accelerator.Allocate1D(inputs.Parameters);
        using var gradient = _accelerator.Allocate1D(inputs.Gradients);
        using var arena = _accelerator.Allocate1D(inputs.Arena);
        using var predictions = _accelerator.Allocate1D(Enumerable.Repeat(float.NaN, length).ToArray());
        var memory = new GpuMemory
        {
            Inputs = input.View,
            Targets = target.View,
            Parameters = parameter.View,
            Gradients = gradient.View,
            Arena = arena.View,
            Predictions = predictions.View,
            DropoutKey = inputs.DropoutKey,
            Rows = rows,
        };
        var loaded = _accelerator.LoadKernel(kernel);
        loaded(_accelerator.DefaultStream, new KernelConfig(grid, new Index3D(threads, 1, 1)), memory);
        _accelerator.Synchronize();
        return predictions.GetAsArray1D();
    }

    /// <summary>
    /// For CUDA without memory for each thread, functions of a library or atomic operations, and in the shared memory there is;
    /// for OpenCL at all, but what is for tensor cores.
    /// </summary>
    internal void AssertCompiles(MethodInfo kernel)
    {
        if (!_compiled.Add(kernel))
        {
            return;
        }

        var assembly = Ptx(kernel);
        Assert.DoesNotContain(".local", assembly);
        Assert.DoesNotContain("call", assembly);
        Assert.DoesNotContain(".extern", assembly);
        Assert.DoesNotContain("atom.", assembly);
        var shared = SharedArray().Matches(assembly)
            .Sum(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture));
        Assert.Equal(assembly.Contains(".shared .align", StringComparison.Ordinal), shared > 0);
        Assert.InRange(shared, 0, MostSharedBytes);
        if (!assembly.Contains("mma.sync", StringComparison.Ordinal))
        {
            _ = _openCl.Compile(EntryPointDescription.FromExplicitlyGroupedKernel(kernel), default);
        }
    }

    /// <summary>A kernel for CUDA, as text.</summary>
    internal string Ptx(MethodInfo kernel) =>
        ((PTXCompiledKernel)_cuda.Compile(EntryPointDescription.FromExplicitlyGroupedKernel(kernel), default)).PTXAssembly;

    [GeneratedRegex(@"\.shared \.align \d+ \.b8 \w+\[(\d+)\]")]
    private static partial Regex SharedArray();
}
