using System.Runtime.CompilerServices;

namespace Gmnm.Gpu.Kernels;

/// <summary>Up to sixteen features of a row in registers. Those beyond its size are left alone: sizes are constants.</summary>
internal struct SixteenFeatures(Quad first, Quad second, Quad third, Quad fourth)
{
    private Quad _first = first, _second = second, _third = third, _fourth = fourth;

    internal readonly Quad First => _first;

    internal readonly Quad Second => _second;

    internal readonly Quad Third => _third;

    internal readonly Quad Fourth => _fourth;

    /// <summary>The features from a four of shared memory on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static SixteenFeatures Load(SharedFours row, int four, int size)
    {
        SixteenFeatures features = default;
        features._first = row[four];
        if (size > 4)
        {
            features._second = row[four + 1];
        }

        if (size > 8)
        {
            features._third = row[four + 2];
        }

        if (size > 12)
        {
            features._fourth = row[four + 3];
        }

        return features;
    }

    /// <summary>Writes them to shared memory.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal readonly void Store(SharedFours row, int four, int size)
    {
        row.Store(four, _first);
        if (size > 4)
        {
            row.Store(four + 1, _second);
        }

        if (size > 8)
        {
            row.Store(four + 2, _third);
        }

        if (size > 12)
        {
            row.Store(four + 3, _fourth);
        }
    }

    /// <summary>The product with another row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal readonly float Dot(SixteenFeatures other, int size)
    {
        var sum = GpuRowProducts.Add(0f, _first, other._first);
        if (size > 4)
        {
            sum = GpuRowProducts.Add(sum, _second, other._second);
        }

        if (size > 8)
        {
            sum = GpuRowProducts.Add(sum, _third, other._third);
        }

        if (size > 12)
        {
            sum = GpuRowProducts.Add(sum, _fourth, other._fourth);
        }

        return sum;
    }

    /// <summary>Adds <paramref name="factor"/> · <paramref name="other"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Add(float factor, SixteenFeatures other, int size)
    {
        _first.Add(factor, other._first);
        if (size > 4)
        {
            _second.Add(factor, other._second);
        }

        if (size > 8)
        {
            _third.Add(factor, other._third);
        }

        if (size > 12)
        {
            _fourth.Add(factor, other._fourth);
        }
    }

    /// <summary>Multiplies them by a factor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Scale(float factor, int size)
    {
        _first.Scale(factor);
        if (size > 4)
        {
            _second.Scale(factor);
        }

        if (size > 8)
        {
            _third.Scale(factor);
        }

        if (size > 12)
        {
            _fourth.Scale(factor);
        }
    }
}
