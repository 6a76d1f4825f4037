using System.Runtime.CompilerServices;

namespace Gmnm.Gpu.Kernels;

/// <summary>Five to eight features of a row.</summary>
public struct EightFeatures : IHeadFeatures<EightFeatures>
{
    private Quad _first, _second;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightFeatures Load(SharedFours row, int four)
    {
        EightFeatures features = default;
        features._first = row[four];
        features._second = row[four + 1];
        return features;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightFeatures LoadPart<TRows>(HeadSlab slab, HeadRows rows, int turn)
        where TRows : struct, IHeadRows
    {
        EightFeatures features = default;
        features._first = slab.LoadFour<TRows>(rows, turn);
        features._second = slab.LoadFour<TRows>(rows, turn + 1);
        return features;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void StorePart(HeadSlab slab, int turn)
    {
        slab.StoreFour(_first, turn);
        slab.StoreFour(_second, turn + 1);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(SharedFours row, int four)
    {
        row.Store(four, _first);
        row.Store(four + 1, _second);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly float Dot(EightFeatures other)
    {
        var sum = GpuRowProducts.Add(0f, _first, other._first);
        return GpuRowProducts.Add(sum, _second, other._second);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(float factor, EightFeatures other)
    {
        _first.Add(factor, other._first);
        _second.Add(factor, other._second);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Scale(float factor)
    {
        _first.Scale(factor);
        _second.Scale(factor);
    }
}
