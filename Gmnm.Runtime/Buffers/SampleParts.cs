namespace Gmnm;

/// <summary>Joins tensors of their own spans to samples in which they lie one after the other, and takes them apart.</summary>
public static class SampleParts
{
    /// <summary>Writes one part of each sample.</summary>
    /// <param name="part">[Batch, <paramref name="partLength"/>], row-major.</param>
    /// <param name="samples">At least [Batch, <paramref name="sampleLength"/>], row-major; the other parts stay.</param>
    /// <param name="partLength">Floats of the part in one sample; positive.</param>
    /// <param name="offset">The part's first float in the sample.</param>
    /// <param name="sampleLength">Floats in one sample.</param>
    public static void Pack(ReadOnlySpan<float> part, Span<float> samples, int partLength, int offset, int sampleLength)
    {
        for (var start = offset; !part.IsEmpty; start += sampleLength)
        {
            part[..partLength].CopyTo(samples[start..]);
            part = part[partLength..];
        }
    }

    /// <summary>Reads one part of each sample: the reverse of <see cref="Pack"/>.</summary>
    /// <inheritdoc cref="Pack"/>
    public static void Unpack(ReadOnlySpan<float> samples, Span<float> part, int partLength, int offset, int sampleLength)
    {
        for (var start = offset; !part.IsEmpty; start += sampleLength)
        {
            samples.Slice(start, partLength).CopyTo(part);
            part = part[partLength..];
        }
    }
}
