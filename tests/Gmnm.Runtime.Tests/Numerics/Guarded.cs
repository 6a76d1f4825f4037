namespace Gmnm.Runtime.Tests.Numerics;

/// <summary>Floats between two strips of sentinels: what writes out of bounds is found.</summary>
internal sealed class Guarded
{
    private const int Margin = 64;
    private const float Sentinel = -12345.678f;
    private readonly float[] _array;

    internal Guarded(long length)
    {
        Length = checked((int)length);
        _array = GC.AllocateArray<float>(Length + (2 * Margin), pinned: true);
        _array.AsSpan().Fill(Sentinel);
        Span.Fill(float.NaN);
    }

    internal int Length { get; }

    internal Span<float> Span => _array.AsSpan(Margin, Length);

    internal ref float Start => ref _array[Margin];

    /// <summary>The element at an index, which may be the end.</summary>
    internal ref float At(int index) => ref _array[Margin + index];

    internal float this[long index]
    {
        get => Span[checked((int)index)];
        set => Span[checked((int)index)] = value;
    }

    internal static Guarded Random(long length, int seed, float scale = 1f)
    {
        var result = new Guarded(length);
        var random = new Random(seed);
        foreach (ref var value in result.Span)
        {
            value = ((random.NextSingle() * 2f) - 1f) * scale;
        }

        return result;
    }

    internal void AssertMarginsUntouched()
    {
        Assert.All(_array[..Margin], value => Assert.Equal(Sentinel, value));
        Assert.All(_array[(Margin + Length)..], value => Assert.Equal(Sentinel, value));
    }
}
