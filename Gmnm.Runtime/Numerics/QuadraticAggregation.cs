using System.Runtime.CompilerServices;

namespace Gmnm.Numerics;

/// <summary>q is the square of the sum of products <c>(u · z)(v · z)</c>: a free quadratic form, squared.</summary>
public readonly struct QuadraticAggregation : IAggregation
{
    /// <inheritdoc/>
    public static int Factors
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 2;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Accumulate<TLanes>(TLanes sum, TLanes first, TLanes second)
        where TLanes : unmanaged, ILanes<TLanes> =>
        TLanes.MultiplyAdd(Bounded(first), Bounded(second), sum);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes SquaredDistance<TLanes>(TLanes sum)
        where TLanes : unmanaged, ILanes<TLanes> =>
        sum * sum;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Differentiate<TLanes>(TLanes scale, TLanes sum, ref TLanes first, ref TLanes second)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        scale *= sum;
        (first, second) = (scale * second, scale * first);
    }

    /// <summary>
    /// Products of projections beyond 1e18 could overflow with both signs, and their sum be NaN where q is only huge.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Bounded<TLanes>(TLanes projection)
        where TLanes : unmanaged, ILanes<TLanes> =>
        TLanes.Max(TLanes.Splat(-1e18f), TLanes.Min(TLanes.Splat(1e18f), projection));
}
