using System.Runtime.CompilerServices;

namespace Gmnm.Gpu.Kernels;

/// <summary>Seventeen features of a row, up to <see cref="RowAttention.MostFeatures"/>.</summary>
/// <typeparam name="TRest">Those beyond sixteen.</typeparam>
public struct HeadFeatures<TRest> : IHeadFeatures<HeadFeatures<TRest>>
    where TRest : struct, IHeadFeatures<TRest>
{
    private const int Half = 4;

    private SixteenFeatures _low;
    private TRest _high;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static HeadFeatures<TRest> Load(SharedFours row, int four)
    {
        HeadFeatures<TRest> features = default;
        features._low = SixteenFeatures.Load(row, four);
        features._high = TRest.Load(row, four + Half);
        return features;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static HeadFeatures<TRest> LoadPart<TRows>(HeadSlab slab, HeadRows rows, int turn)
        where TRows : struct, IHeadRows
    {
        HeadFeatures<TRest> features = default;
        features._low = SixteenFeatures.LoadPart<TRows>(slab, rows, turn);
        features._high = TRest.LoadPart<TRows>(slab, rows, turn + Half);
        return features;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void StorePart(HeadSlab slab, int turn)
    {
        _low.StorePart(slab, turn);
        _high.StorePart(slab, turn + Half);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(SharedFours row, int four)
    {
        _low.Store(row, four);
        _high.Store(row, four + Half);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float Dot(HeadFeatures<TRest> other) => _low.Dot(other._low) + _high.Dot(other._high);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(float factor, HeadFeatures<TRest> other)
    {
        _low.Add(factor, other._low);
        _high.Add(factor, other._high);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Scale(float factor)
    {
        _low.Scale(factor);
        _high.Scale(factor);
    }
}
