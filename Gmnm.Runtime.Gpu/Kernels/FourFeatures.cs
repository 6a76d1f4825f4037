using System.Runtime.CompilerServices;

namespace Gmnm.Gpu.Kernels;

/// <summary>Up to four features of a row.</summary>
public struct FourFeatures : IHeadFeatures<FourFeatures>
{
    private Quad _first;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourFeatures Load(SharedFours row, int four)
    {
        FourFeatures features = default;
        features._first = row[four];
        return features;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourFeatures LoadPart<TRows>(HeadSlab slab, HeadRows rows, int turn)
        where TRows : struct, IHeadRows
    {
        FourFeatures features = default;
        features._first = slab.LoadFour<TRows>(rows, turn);
        return features;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void StorePart(HeadSlab slab, int turn)
    {
        slab.StoreFour(_first, turn);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(SharedFours row, int four)
    {
        row.Store(four, _first);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly float Dot(FourFeatures other) => GpuRowProducts.Add(0f, _first, other._first);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(float factor, FourFeatures other)
    {
        _first.Add(factor, other._first);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Scale(float factor)
    {
        _first.Scale(factor);
    }
}
