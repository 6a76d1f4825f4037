using ILGPU;
using ILGPU.Runtime;

namespace Gmnm.Gpu;

/// <summary>Device memory for one purpose, which grows when more is asked for.</summary>
internal sealed class GpuBlock(GpuDevice device, string purpose) : IDisposable
{
    private MemoryBuffer1D<float, Stride1D.Dense> _buffer = device.Allocate(purpose, 0);

    /// <summary>All of it.</summary>
    public ArrayView<float> View => _buffer.View.BaseView;

    /// <summary>Makes room; what was there is lost where it grows.</summary>
    public void Require(long length)
    {
        if (_buffer.Length < length)
        {
            _buffer.Dispose();
            _buffer = device.Allocate(purpose, length);
        }
    }

    /// <summary>Copies from the host to the start of the block.</summary>
    public void Upload(ReadOnlySpan<float> values)
    {
        Require(values.Length);
        if (!values.IsEmpty)
        {
            View.SubView(0, values.Length).CopyFromCPU(device.Accelerator.DefaultStream, values);
        }
    }

    /// <summary>Copies to the host, and waits for what was launched before.</summary>
    public void Download(Span<float> values, long start = 0)
    {
        View.SubView(start, values.Length).CopyToCPU(device.Accelerator.DefaultStream, values);
        device.Accelerator.DefaultStream.Synchronize();
    }

    public void Dispose() => _buffer.Dispose();
}
