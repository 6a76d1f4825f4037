namespace Gmnm;

/// <summary>A device that holds newer floats of a buffer than the host.</summary>
internal interface IBufferSource
{
    /// <summary>Copies them to the host.</summary>
    /// <param name="destination">The buffer's memory.</param>
    /// <param name="buffer">The buffer.</param>
    void CopyTo(Span<float> destination, AlignedBuffer buffer);
}
