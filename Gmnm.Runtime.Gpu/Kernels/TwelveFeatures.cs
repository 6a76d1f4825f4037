using System.Runtime.CompilerServices;

namespace Gmnm.Gpu.Kernels;

/// <summary>Nine to twelve features of a row.</summary>
public struct TwelveFeatures : IHeadFeatures<TwelveFeatures>
{
    private Quad _first, _second, _third;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TwelveFeatures Load(SharedFours row, int four)
    {
        TwelveFeatures features = default;
        features._first = row[four];
        features._second = row[four + 1];
        features._third = row[four + 2];
        return features;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TwelveFeatures LoadPart<TRows>(HeadSlab slab, HeadRows rows, int turn)
        where TRows : struct, IHeadRows
    {
        TwelveFeatures features = default;
        features._first = slab.LoadFour<TRows>(rows, turn);
        features._second = slab.LoadFour<TRows>(rows, turn + 1);
        features._third = slab.LoadFour<TRows>(rows, turn + 2);
        return features;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void StorePart(HeadSlab slab, int turn)
    {
        slab.StoreFour(_first, turn);
        slab.StoreFour(_second, turn + 1);
        slab.StoreFour(_third, turn + 2);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(SharedFours row, int four)
    {
        row.Store(four, _first);
        row.Store(four + 1, _second);
        row.Store(four + 2, _third);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly float Dot(TwelveFeatures other)
    {
        var sum = GpuRowProducts.Add(0f, _first, other._first);
        sum = GpuRowProducts.Add(sum, _second, other._second);
        return GpuRowProducts.Add(sum, _third, other._third);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(float factor, TwelveFeatures other)
    {
        _first.Add(factor, other._first);
        _second.Add(factor, other._second);
        _third.Add(factor, other._third);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Scale(float factor)
    {
        _first.Scale(factor);
        _second.Scale(factor);
        _third.Scale(factor);
    }
}
