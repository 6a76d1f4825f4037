namespace Gmnm.Randomness;

/// <summary>
/// A counter-based random stream (SplitMix64). Only integer operations and correctly rounded additions,
/// multiplications, divisions and square roots, so that a seed gives the same numbers on every machine.
/// </summary>
internal struct RandomStream(ulong key)
{
    private const ulong Increment = 0x9E3779B97F4A7C15;
    private ulong _counter = key;
    private double _spareNormal = double.NaN;

    /// <summary>64 random bits.</summary>
    public ulong NextBits() => StableHash.Mix(_counter += Increment);

    /// <summary>Uniform in [0, 1), a multiple of 2^-53.</summary>
    public double NextDouble() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform in [0, 1), a multiple of 2^-24.</summary>
    public float NextSingle() => (NextBits() >> 40) * (1f / (1 << 24));

    /// <summary>Uniform in [0, <paramref name="bound"/>), without bias.</summary>
    public int NextInt(int bound)
    {
        // Multiply-high maps 64 bits onto the range; the few products that would favour some results are drawn again.
        var threshold = unchecked(0UL - (ulong)bound) % (ulong)bound;
        while (true)
        {
            var high = Math.BigMul(NextBits(), (ulong)bound, out ulong low);
            if (low >= threshold)
            {
                return (int)high;
            }
        }
    }

    /// <summary>Normal with mean 0 and standard deviation 1 (the polar form of Box and Muller).</summary>
    public double NextNormal()
    {
        if (!double.IsNaN(_spareNormal))
        {
            var spare = _spareNormal;
            _spareNormal = double.NaN;
            return spare;
        }

        while (true)
        {
            var u = (2 * NextDouble()) - 1;
            var v = (2 * NextDouble()) - 1;
            var radius = (u * u) + (v * v);
            if (radius is > 0 and < 1)
            {
                var scale = Math.Sqrt(-2 * PortableLogarithm.Of(radius) / radius);
                _spareNormal = v * scale;
                return u * scale;
            }
        }
    }

    /// <summary>Puts the elements in a uniformly random order.</summary>
    public void Shuffle(Span<int> items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var j = NextInt(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }
}
