using Gmnm.Gpu;

namespace Gmnm.Generators.Tests.Gpu;

/// <summary>ILGPU's emulation of a device on the CPU.</summary>
public sealed class GpuEmulation : IDisposable
{
    internal KernelDevice Device { get; } = GpuDevice.Open("cpu");

    public void Dispose() => Device.Dispose();
}
