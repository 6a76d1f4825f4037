using System.Runtime.InteropServices;
using Gmnm.Gpu;

namespace Gmnm.Generators.Tests.Gpu;

/// <summary>A CUDA device where there is one, else the stand-in of its driver.</summary>
public sealed class CudaFixture : IDisposable
{
    private readonly KernelDevice? _device;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gmnm-driver-");

    public CudaFixture()
    {
        if (Environment.GetEnvironmentVariable(CudaDevice.CacheVariable) is null)
        {
            // Kernels are compiled once, for all tests.
            Environment.SetEnvironmentVariable(CudaDevice.CacheVariable, Path.Combine(_folder.FullName, "kernels"));
        }

        IsReal = CudaDriver.CountDevices() > 0;
        if (IsReal || Loads())
        {
            _device = GpuDevice.Open("cuda");
        }
    }

    /// <summary>Whether kernels run on a GPU.</summary>
    internal bool IsReal { get; }

    /// <summary>How far its results may be from the processor's.</summary>
    internal double Tolerance => IsReal ? GpuTolerance.Device : GpuTolerance.Emulated;

    /// <summary>The device; where there is neither it skips the test.</summary>
    internal KernelDevice Device
    {
        get
        {
            Skip.If(_device is null, "There is no CUDA device, and its stand-in, in C, is for Linux with gcc or clang.");
            return _device!;
        }
    }

    public void Dispose()
    {
        _device?.Dispose();
        _folder.Delete(recursive: true);
    }

    /// <summary>Whoever loads the driver after this finds the stand-in under the driver's name.</summary>
    private bool Loads() => CudaStandIn.TryBuild(_folder.FullName) && NativeLibrary.TryLoad(Path.Combine(_folder.FullName, CudaStandIn.FileName), out _);
}
