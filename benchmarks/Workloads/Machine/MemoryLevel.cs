namespace Gmnm.Benchmarks;

/// <summary>A level of memory, by a buffer that fits it.</summary>
/// <param name="Name">L1, for example.</param>
/// <param name="Bytes">Size of the buffer.</param>
/// <param name="BytesPerSecond">How fast it is read.</param>
internal sealed record MemoryLevel(string Name, int Bytes, double BytesPerSecond)
{
    /// <summary>Buffers that fit the caches of today's processors, and one that fits none.</summary>
    public static IReadOnlyList<(string Name, int Bytes)> Sizes =>
        [("L1", 24 << 10), ("L2", 512 << 10), ("L3", 6 << 20), ("memory", 256 << 20)];
}
