namespace Gmnm.Gpu;

/// <summary>Page-locked memory of the host for one batch, from which a device copies while the host goes on.</summary>
internal abstract class GpuStaging : IDisposable
{
    /// <summary>Gives the first floats, to be written; waits until the device has read what was sent before.</summary>
    /// <exception cref="GpuException">The host has no room.</exception>
    public abstract Span<float> Take(int length);

    /// <summary>Copies a part to the start of a block, behind what was launched before; does not wait.</summary>
    public abstract void Send(int start, int length, GpuBlock block);

    /// <summary>Says that everything is sent: the next <see cref="Take"/> waits for it.</summary>
    public abstract void Finish();

    /// <inheritdoc/>
    public abstract void Dispose();
}
