using System.Runtime.CompilerServices;

namespace Gmnm.Numerics;

/// <content>The normal distribution. GELU and its derivative need density and distribution: one exponential gives both.</content>
public static partial class Transcendental
{
    /// <summary>e^(-x^2 / 2) / sqrt(2 π).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes NormalDensity<TLanes>(TLanes x)
        where TLanes : unmanaged, ILanes<TLanes> =>
        ExpInRange(TLanes.Max(TLanes.Splat(-104f), x * x * TLanes.Splat(-0.5f))) * TLanes.Splat(0.398942292f);

    /// <summary>The part of the normal distribution below x, from its density there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes NormalDistribution<TLanes>(TLanes x, TLanes density)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        // The tail beyond |x| over the density, as a polynomial on [0, 5.5]; relative error 7e-8. Farther out the tail is
        // below 2e-8, and what the density makes of the polynomial's last value will do.
        var u = TLanes.MultiplyAdd(TLanes.Min(TLanes.Splat(5.5f), TLanes.Abs(x)), TLanes.Splat(0.363636364f), TLanes.Splat(-1f));
        var p = TLanes.Splat(0.0009070125f);
        p = TLanes.MultiplyAdd(p, u, TLanes.Splat(-0.0020685429f));
        p = TLanes.MultiplyAdd(p, u, TLanes.Splat(0.0008315181f));
        p = TLanes.MultiplyAdd(p, u, TLanes.Splat(-0.00069805357f));
        p = TLanes.MultiplyAdd(p, u, TLanes.Splat(0.0056848186f));
        p = TLanes.MultiplyAdd(p, u, TLanes.Splat(-0.011260557f));
        p = TLanes.MultiplyAdd(p, u, TLanes.Splat(0.016496833f));
        p = TLanes.MultiplyAdd(p, u, TLanes.Splat(-0.0271339f));
        p = TLanes.MultiplyAdd(p, u, TLanes.Splat(0.0453149f));
        p = TLanes.MultiplyAdd(p, u, TLanes.Splat(-0.07127879f));
        p = TLanes.MultiplyAdd(p, u, TLanes.Splat(0.10711801f));
        p = TLanes.MultiplyAdd(p, u, TLanes.Splat(-0.1541226f));
        p = TLanes.MultiplyAdd(p, u, TLanes.Splat(0.2107871f));
        p = TLanes.MultiplyAdd(p, u, TLanes.Splat(-0.27193308f));
        p = TLanes.MultiplyAdd(p, u, TLanes.Splat(0.32767832f));
        var tail = p * density;
        return TLanes.Select(TLanes.GreaterThan(TLanes.Zero, x), tail, TLanes.Splat(1f) - tail);
    }
}
