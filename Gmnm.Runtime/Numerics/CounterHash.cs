namespace Gmnm.Numerics;

/// <summary>Constants of the hash behind <see cref="ILanes{TSelf}.Uniform"/>: an odd increment and two odd multipliers.</summary>
internal static class CounterHash
{
    internal const uint Increment = 0x9E3779B1;
    internal const uint FirstMultiplier = 0x85EBCA6B;
    internal const uint SecondMultiplier = 0xC2B2AE35;

    /// <summary>2^-24: the top 24 bits of the hash become a float in [0, 1).</summary>
    internal const float Scale = 1f / (1 << 24);
}
