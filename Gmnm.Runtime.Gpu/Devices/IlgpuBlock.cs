using ILGPU;
using ILGPU.Runtime;

namespace Gmnm.Gpu;

/// <summary>A block in a buffer of ILGPU.</summary>
internal sealed class IlgpuBlock(IlgpuDevice device, string purpose) : GpuBlock
{
    private MemoryBuffer1D<float, Stride1D.Dense> _buffer = device.Allocate(purpose, 0);

    /// <summary>All of it.</summary>
    public ArrayView<float> View => _buffer.View.BaseView;

    /// <inheritdoc/>
    public override void Require(long length)
    {
        if (_buffer.Length < length)
        {
            _buffer.Dispose();
            _buffer = device.Allocate(purpose, length);
        }
    }

    /// <inheritdoc/>
    public override void Upload(ReadOnlySpan<float> values)
    {
        Require(values.Length);
        if (!values.IsEmpty)
        {
            View.SubView(0, values.Length).CopyFromCPU(device.Accelerator.DefaultStream, values);
        }
    }

    /// <inheritdoc/>
    public override void Download(Span<float> values, long start = 0)
    {
        View.SubView(start, values.Length).CopyToCPU(device.Accelerator.DefaultStream, values);
        device.Accelerator.DefaultStream.Synchronize();
    }

    /// <inheritdoc/>
    public override void Dispose() => _buffer.Dispose();
}
