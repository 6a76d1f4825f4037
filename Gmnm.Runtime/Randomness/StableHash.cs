namespace Gmnm.Randomness;

/// <summary>Hashes that are the same in every process, on every machine and in every version: seeds depend on them.</summary>
internal static class StableHash
{
    private const ulong FnvOffset = 0xCBF29CE484222325;
    private const ulong FnvPrime = 0x100000001B3;

    /// <summary>Key of the stream that <paramref name="seed"/> gives to <paramref name="name"/> (FNV-1a over UTF-16, then mixed).</summary>
    public static ulong Key(ulong seed, string name)
    {
        var hash = FnvOffset;
        foreach (var unit in name)
        {
            hash = (hash ^ (byte)unit) * FnvPrime;
            hash = (hash ^ (byte)(unit >> 8)) * FnvPrime;
        }

        return Key(seed, hash);
    }

    /// <summary>Key of stream number <paramref name="index"/> of <paramref name="seed"/>.</summary>
    public static ulong Key(ulong seed, ulong index) => Mix(Mix(seed + 0x9E3779B97F4A7C15) ^ index);

    /// <summary>A bijection of 64 bits in which every input bit flips each output bit with probability near one half.</summary>
    public static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
