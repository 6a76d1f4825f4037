using ILGPU.Runtime;

namespace Gmnm.Gpu;

/// <summary>A batch in a page-locked array of ILGPU.</summary>
internal sealed class IlgpuStaging(IlgpuDevice device) : GpuStaging
{
    private PageLockedArray1D<float> _array = device.AllocateHost(1);
    private ProfilingMarker? _sent;

    /// <inheritdoc/>
    public override Span<float> Take(int length)
    {
        Wait();
        if (_array.Length < length)
        {
            _array.Dispose();
            _array = device.AllocateHost(length);
        }

        return _array.Span[..length];
    }

    /// <inheritdoc/>
    public override void Send(int start, int length, GpuBlock block)
    {
        block.Require(length);
        if (length > 0)
        {
            IlgpuDevice.View(block).SubView(0, length).CopyFrom(device.Accelerator.DefaultStream, _array.ArrayView.SubView(start, length));
        }
    }

    /// <inheritdoc/>
    public override void Finish() => _sent = device.Accelerator.DefaultStream.AddProfilingMarker();

    /// <inheritdoc/>
    public override void Dispose()
    {
        Wait();
        _array.Dispose();
    }

    private void Wait()
    {
        _sent?.Synchronize();
        _sent?.Dispose();
        _sent = null;
    }
}
