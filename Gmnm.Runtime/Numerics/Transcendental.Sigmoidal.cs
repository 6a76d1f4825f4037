using System.Runtime.CompilerServices;

namespace Gmnm.Numerics;

/// <content>The functions of the shape of a step, made of <see cref="Exp"/> and <see cref="Log"/>.</content>
public static partial class Transcendental
{
    /// <summary>Hyperbolic tangent: odd, and accurate in relative terms near 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Tanh<TLanes>(TLanes x)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var one = TLanes.Splat(1f);
        var magnitude = TLanes.Abs(x);

        // Beyond 9.02 the result rounds to 1, so the exponential needs no range above that.
        var doubled = TLanes.Min(TLanes.Splat(20f), magnitude + magnitude);
        var large = one - (TLanes.Splat(2f) / (ExpInRange(doubled) + one));

        // Below 0.625: x + x^3 P(x^2); relative error of the polynomial 4e-9.
        var u = x * x;
        var p = TLanes.Splat(-0.00571468379f);
        p = TLanes.MultiplyAdd(p, u, TLanes.Splat(0.0206485707f));
        p = TLanes.MultiplyAdd(p, u, TLanes.Splat(-0.0537429117f));
        p = TLanes.MultiplyAdd(p, u, TLanes.Splat(0.133314848f));
        p = TLanes.MultiplyAdd(p, u, TLanes.Splat(-0.333332837f));
        var small = TLanes.MultiplyAdd(p * u, x, x);
        return CopySign(TLanes.Select(TLanes.GreaterThan(TLanes.Splat(0.625f), magnitude), small, large), x);
    }

    /// <summary>1 / (1 + e^-x), accurate in relative terms where it is small.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Sigmoid<TLanes>(TLanes x)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var one = TLanes.Splat(1f);
        var e = Exp(-TLanes.Abs(x));
        return TLanes.Select(TLanes.GreaterThan(TLanes.Zero, x), e, one) / (one + e);
    }

    /// <summary>log(1 + e^x), without overflow, and accurate in relative terms where it is small.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Softplus<TLanes>(TLanes x)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var one = TLanes.Splat(1f);
        var e = Exp(-TLanes.Abs(x));

        // log(1 + e): the logarithm of the rounded sum, and the rounding error over the sum.
        var sum = one + e;
        var lost = e - (sum - one);
        var logarithm = LogOfScaled(sum, TLanes.Zero) + (lost / sum);
        return TLanes.Max(TLanes.Zero, x) + logarithm;
    }

    /// <summary>The error function: odd, and accurate in relative terms near 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Erf<TLanes>(TLanes x)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var magnitude = TLanes.Abs(x);

        // From 1 on: 1 - e^-Q(|x|), Q = -log erfc, relative error 1e-9. At 4 the result rounds to 1.
        var t = TLanes.Min(TLanes.Splat(4f), magnitude);
        var q = TLanes.Splat(-0.000188816965f);
        q = TLanes.MultiplyAdd(q, t, TLanes.Splat(0.00297237653f));
        q = TLanes.MultiplyAdd(q, t, TLanes.Splat(-0.0219401699f));
        q = TLanes.MultiplyAdd(q, t, TLanes.Splat(0.103326805f));
        q = TLanes.MultiplyAdd(q, t, TLanes.Splat(0.637883723f));
        q = TLanes.MultiplyAdd(q, t, TLanes.Splat(1.12725103f));
        q = TLanes.MultiplyAdd(q, t, TLanes.Splat(0.00030051943f));
        var large = TLanes.Splat(1f) - ExpInRange(-q);

        // Below 1: x + x P(x^2); relative error of the polynomial 2e-9.
        var u = x * x;
        var p = TLanes.Splat(7.88584584e-05f);
        p = TLanes.MultiplyAdd(p, u, TLanes.Splat(-0.000801994291f));
        p = TLanes.MultiplyAdd(p, u, TLanes.Splat(0.00518944347f));
        p = TLanes.MultiplyAdd(p, u, TLanes.Splat(-0.0268544015f));
        p = TLanes.MultiplyAdd(p, u, TLanes.Splat(0.112835996f));
        p = TLanes.MultiplyAdd(p, u, TLanes.Splat(-0.37612626f));
        p = TLanes.MultiplyAdd(p, u, TLanes.Splat(0.128379166f));
        var small = TLanes.MultiplyAdd(p, x, x);
        return CopySign(TLanes.Select(TLanes.GreaterThan(TLanes.Splat(1f), magnitude), small, large), x);
    }
}
