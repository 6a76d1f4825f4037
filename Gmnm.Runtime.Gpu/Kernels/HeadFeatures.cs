using System.Runtime.CompilerServices;

namespace Gmnm.Gpu.Kernels;

/// <summary>Up to <see cref="RowAttention.MostFeatures"/> features of a row in the registers of a thread.</summary>
internal struct HeadFeatures(SixteenFeatures low, SixteenFeatures high)
{
    private const int Half = RowAttention.MostFeatures / 2;

    private SixteenFeatures _low = low, _high = high;

    internal readonly SixteenFeatures Low => _low;

    internal readonly SixteenFeatures High => _high;

    /// <summary>A row of shared memory, filled up with zeros to whole fours.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static HeadFeatures Load(SharedFours row, int size)
    {
        HeadFeatures features = default;
        features._low = SixteenFeatures.Load(row, 0, size);
        if (size > Half)
        {
            features._high = SixteenFeatures.Load(row, Half / 4, size - Half);
        }

        return features;
    }

    /// <summary>Writes them to a row of shared memory.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal readonly void Store(SharedFours row, int size)
    {
        _low.Store(row, 0, size);
        if (size > Half)
        {
            _high.Store(row, Half / 4, size - Half);
        }
    }

    /// <summary>The product with another row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal readonly float Dot(HeadFeatures other, int size)
    {
        var sum = _low.Dot(other._low, size);
        return size > Half ? sum + _high.Dot(other._high, size - Half) : sum;
    }

    /// <summary>Adds <paramref name="factor"/> · <paramref name="other"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Add(float factor, HeadFeatures other, int size)
    {
        _low.Add(factor, other._low, size);
        if (size > Half)
        {
            _high.Add(factor, other._high, size - Half);
        }
    }

    /// <summary>Multiplies them by a factor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Scale(float factor, int size)
    {
        _low.Scale(factor, size);
        if (size > Half)
        {
            _high.Scale(factor, size - Half);
        }
    }
}
