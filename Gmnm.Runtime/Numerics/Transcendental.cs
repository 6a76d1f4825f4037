using System.Runtime.CompilerServices;

namespace Gmnm.Numerics;

/// <summary>
/// Elementary functions of float lanes as polynomials, branch-free. The measured errors are in docs/numerics.md. NaN
/// gives NaN; infinities give the limits.
/// </summary>
public static partial class Transcendental
{
    /// <summary>e^x. Overflows to infinity above 88.72, underflows gradually to 0 at -103.97.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Exp<TLanes>(TLanes x)
        where TLanes : unmanaged, ILanes<TLanes> =>
        ExpInRange(TLanes.Max(TLanes.Splat(-104f), TLanes.Min(TLanes.Splat(89f), x)));

    /// <summary>
    /// Natural logarithm, of denormals too. 0 gives negative infinity, less than 0 gives NaN.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Log<TLanes>(TLanes x)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var infinity = TLanes.Splat(float.PositiveInfinity);
        var denormal = TLanes.GreaterThan(TLanes.Splat(1.17549435e-38f), x);
        var normal = TLanes.Select(denormal, x * TLanes.Splat(8388608f), x);
        var exponent = TLanes.SplitExponent(normal, out var mantissa) - TLanes.And(denormal, TLanes.Splat(23f));
        var result = LogOfScaled(mantissa, exponent);
        result = TLanes.Select(TLanes.Equal(x, infinity), infinity, result);
        var outside = TLanes.Select(TLanes.Equal(x, TLanes.Zero), -infinity, TLanes.Splat(float.NaN));
        return TLanes.Select(TLanes.GreaterThan(x, TLanes.Zero), result, outside);
    }

    /// <summary>e^x for x in [-104, 89]; NaN gives NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes ExpInRange<TLanes>(TLanes x)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        // x = n ln 2 + r with |r| <= ln 2 / 2; ln 2 in two parts, so that n times the first is exact. Adding 1.5 * 2^23
        // rounds to an integer: processors of the oldest instruction set have no other way.
        var rounding = TLanes.Splat(12582912f);
        var n = TLanes.MultiplyAdd(x, TLanes.Splat(1.44269502f), rounding) - rounding;
        var r = TLanes.MultiplyAdd(n, TLanes.Splat(-0.693115234375f), x);
        r = TLanes.MultiplyAdd(n, TLanes.Splat(-3.194618329871446e-05f), r);

        // e^r = 1 + r + r^2 P(r); relative error of the polynomial 3e-9.
        var p = TLanes.Splat(0.00138143159f);
        p = TLanes.MultiplyAdd(p, r, TLanes.Splat(0.00836885069f));
        p = TLanes.MultiplyAdd(p, r, TLanes.Splat(0.0416684002f));
        p = TLanes.MultiplyAdd(p, r, TLanes.Splat(0.166665196f));
        p = TLanes.MultiplyAdd(p, r, TLanes.Splat(0.49999994f));
        p = TLanes.MultiplyAdd(p, r * r, r);
        return TLanes.ScaleByPowerOfTwo(p + TLanes.Splat(1f), n);
    }

    /// <summary>log(mantissa * 2^exponent) for mantissa in [1, 2].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes LogOfScaled<TLanes>(TLanes mantissa, TLanes exponent)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        // Mantissas above 4/3 are halved, which leaves f in [-1/3, 1/3].
        var large = TLanes.GreaterThan(mantissa, TLanes.Splat(1.33333337f));
        var f = TLanes.Select(large, mantissa * TLanes.Splat(0.5f), mantissa) - TLanes.Splat(1f);
        exponent += TLanes.And(large, TLanes.Splat(1f));

        // log(1 + f) = f - f^2 / 2 + f^3 P(f); relative error of the polynomial 5e-9.
        var p = TLanes.Splat(-0.131925762f);
        p = TLanes.MultiplyAdd(p, f, TLanes.Splat(0.139630422f));
        p = TLanes.MultiplyAdd(p, f, TLanes.Splat(-0.121149175f));
        p = TLanes.MultiplyAdd(p, f, TLanes.Splat(0.140108138f));
        p = TLanes.MultiplyAdd(p, f, TLanes.Splat(-0.166854799f));
        p = TLanes.MultiplyAdd(p, f, TLanes.Splat(0.200100496f));
        p = TLanes.MultiplyAdd(p, f, TLanes.Splat(-0.249996886f));
        p = TLanes.MultiplyAdd(p, f, TLanes.Splat(0.333332241f));
        var square = f * f;
        p = TLanes.MultiplyAdd(exponent, TLanes.Splat(3.194618329871446e-05f), p * (square * f));
        p = TLanes.MultiplyAdd(square, TLanes.Splat(-0.5f), p);
        return TLanes.MultiplyAdd(exponent, TLanes.Splat(0.693115234375f), f + p);
    }

    /// <summary>The magnitude of the first with the sign of the second.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes CopySign<TLanes>(TLanes magnitude, TLanes sign)
        where TLanes : unmanaged, ILanes<TLanes> =>
        TLanes.Select(TLanes.Splat(-0f), sign, magnitude);
}
