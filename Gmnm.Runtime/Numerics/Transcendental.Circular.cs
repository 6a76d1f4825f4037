using System.Runtime.CompilerServices;

namespace Gmnm.Numerics;

/// <content>Sine and cosine.</content>
public static partial class Transcendental
{
    /// <summary>Sine; NaN for infinities.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Sin<TLanes>(TLanes x)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var rounding = TLanes.Splat(12582912f);
        var n = TLanes.MultiplyAdd(x, TLanes.Splat(0.318309873f), rounding) - rounding;
        var result = SinOfReduced(x, n, n);
        return IsReduced(x) ? result : Circular.LargeSin(x, result);
    }

    /// <summary>Cosine; NaN for infinities.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Cos<TLanes>(TLanes x)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        // cos x = -sin(x - pi / 2 - n pi) for even n: the same with half a turn less.
        var rounding = TLanes.Splat(12582912f);
        var half = TLanes.Splat(0.5f);
        var n = TLanes.MultiplyAdd(x, TLanes.Splat(0.318309873f), -half) + rounding - rounding;
        var result = SinOfReduced(x, n + half, n + TLanes.Splat(1f));
        return IsReduced(x) ? result : Circular.LargeCos(x, result);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsReduced<TLanes>(TLanes x)
        where TLanes : unmanaged, ILanes<TLanes> =>
        TLanes.Max(TLanes.Abs(x)) <= Circular.LargestReduced;

    /// <summary>sin(x - turns * pi), negated where <paramref name="parity"/> is odd.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes SinOfReduced<TLanes>(TLanes x, TLanes turns, TLanes parity)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        // pi in four parts; the first three have 11 bits, so that up to 2^12 halves of a turn times them are exact.
        var r = TLanes.MultiplyAdd(turns, TLanes.Splat(-3.140625f), x);
        r = TLanes.MultiplyAdd(turns, TLanes.Splat(-0.0009670257568359375f), r);
        r = TLanes.MultiplyAdd(turns, TLanes.Splat(-6.277114152908325e-07f), r);
        r = TLanes.MultiplyAdd(turns, TLanes.Splat(-1.215420125655342e-10f), r);

        // Odd multiples of pi turn the sign: parity - 2 round(parity / 2) is -1, 0 or 1.
        var rounding = TLanes.Splat(12582912f);
        var odd = TLanes.MultiplyAdd(TLanes.MultiplyAdd(parity, TLanes.Splat(0.5f), rounding) - rounding, TLanes.Splat(-2f), parity);
        r *= TLanes.MultiplyAdd(TLanes.Abs(odd), TLanes.Splat(-2f), TLanes.Splat(1f));

        // sin r = r + r^3 P(r^2) for |r| <= pi / 2; relative error of the polynomial 6e-9.
        var u = r * r;
        var p = TLanes.Splat(2.60608181e-06f);
        p = TLanes.MultiplyAdd(p, u, TLanes.Splat(-0.000198097739f));
        p = TLanes.MultiplyAdd(p, u, TLanes.Splat(0.00833306927f));
        p = TLanes.MultiplyAdd(p, u, TLanes.Splat(-0.166666597f));
        return TLanes.MultiplyAdd(p * u, r, r);
    }
}
