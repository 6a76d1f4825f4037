namespace Gmnm.Gpu;

/// <summary>A block of memory that the CUDA driver allocates.</summary>
internal sealed unsafe class CudaBlock(CudaDevice device, string purpose) : GpuBlock
{
    private ulong _address = device.Allocate(purpose, 0);
    private long _length;

    /// <summary>All of it, for a kernel.</summary>
    public CudaView View => new(_address, _length);

    /// <inheritdoc/>
    public override void Require(long length)
    {
        if (_length < length)
        {
            Dispose();
            _address = device.Allocate(purpose, length);
            _length = length;
        }
    }

    /// <inheritdoc/>
    public override void Upload(ReadOnlySpan<float> values)
    {
        Require(values.Length);
        if (!values.IsEmpty)
        {
            device.Activate();
            fixed (float* source = values)
            {
                device.Require(CudaDriver.cuMemcpyHtoD(_address, source, sizeof(float) * (nuint)values.Length), "copying to", purpose);
            }
        }
    }

    /// <inheritdoc/>
    public override void Download(Span<float> values, long start = 0)
    {
        device.Activate();
        fixed (float* destination = values)
        {
            device.Require(
                CudaDriver.cuMemcpyDtoH(destination, _address + (sizeof(float) * (ulong)start), sizeof(float) * (nuint)values.Length),
                "copying from",
                purpose);
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        device.Free(_address);
        (_address, _length) = (0, 0);
    }
}
