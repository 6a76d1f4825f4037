namespace Gmnm.Gpu;

/// <summary>Device memory for one purpose, which grows when more is asked for.</summary>
internal abstract class GpuBlock : IDisposable
{
    /// <summary>Makes room; what was there is lost where it grows.</summary>
    /// <exception cref="GpuException">The device has no room.</exception>
    public abstract void Require(long length);

    /// <summary>Copies from the host to the start of the block.</summary>
    public abstract void Upload(ReadOnlySpan<float> values);

    /// <summary>Copies to the host, and waits for what was launched before.</summary>
    public abstract void Download(Span<float> values, long start = 0);

    /// <inheritdoc/>
    public abstract void Dispose();
}
