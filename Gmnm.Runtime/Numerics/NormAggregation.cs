using System.Runtime.CompilerServices;

namespace Gmnm.Numerics;

/// <summary>q is the sum of the squared projections: the Mahalanobis distance under the metric <c>WᵀW</c>.</summary>
public readonly struct NormAggregation : IAggregation
{
    /// <inheritdoc/>
    public static int Factors
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 1;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Accumulate<TLanes>(TLanes sum, TLanes first, TLanes second)
        where TLanes : unmanaged, ILanes<TLanes> =>
        TLanes.MultiplyAdd(first, first, sum);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes SquaredDistance<TLanes>(TLanes sum)
        where TLanes : unmanaged, ILanes<TLanes> =>
        sum;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Differentiate<TLanes>(TLanes scale, TLanes sum, ref TLanes first, ref TLanes second)
        where TLanes : unmanaged, ILanes<TLanes> =>
        first *= scale;
}
