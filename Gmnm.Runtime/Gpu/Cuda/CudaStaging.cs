namespace Gmnm.Gpu;

/// <summary>A batch in page-locked memory of the CUDA driver, with an event behind its copies.</summary>
internal sealed unsafe class CudaStaging : GpuStaging
{
    private const string Purpose = "staged batches";

    private readonly CudaDevice _device;
    private readonly nint _sent;
    private void* _memory;
    private int _length;
    private bool _isSent;

    public CudaStaging(CudaDevice device)
    {
        _device = device;
        nint created;
        device.Activate();
        device.Require(CudaDriver.cuEventCreate(&created, CudaDriver.WithoutTiming), "an event for", Purpose);
        _sent = created;
    }

    /// <inheritdoc/>
    public override Span<float> Take(int length)
    {
        _device.Activate();
        if (_isSent)
        {
            _device.Require(CudaDriver.cuEventSynchronize(_sent), "waiting for", Purpose);
            _isSent = false;
        }

        if (_length < length)
        {
            Free();
            void* memory;
            _device.Require(CudaDriver.cuMemAllocHost(&memory, sizeof(float) * (nuint)length), "page-locked memory for", Purpose);
            _memory = memory;
            _length = length;
        }

        return new Span<float>(_memory, length);
    }

    /// <inheritdoc/>
    public override void Send(int start, int length, GpuBlock block)
    {
        block.Require(length);
        if (length > 0)
        {
            _device.Activate();
            _device.Require(
                CudaDriver.cuMemcpyHtoDAsync(((CudaBlock)block).View.Address, (float*)_memory + start, sizeof(float) * (nuint)length, 0), "copying", Purpose);
        }
    }

    /// <inheritdoc/>
    public override void Finish()
    {
        _device.Activate();
        _device.Require(CudaDriver.cuEventRecord(_sent, 0), "marking", Purpose);
        _isSent = true;
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        if (_device.TryActivate())
        {
            // Also where nothing is sent: it is over then.
            _ = CudaDriver.cuEventSynchronize(_sent);
            Free();
            _ = CudaDriver.cuEventDestroy(_sent);
        }
    }

    private void Free()
    {
        if (_memory is not null)
        {
            _ = CudaDriver.cuMemFreeHost(_memory);
            _memory = null;
            _length = 0;
        }
    }
}
