using System.Runtime.CompilerServices;
using Gmnm.Numerics;
using ILGPU.Algorithms;
using ILGPU.Util;

namespace Gmnm.Gpu.Kernels;

/// <summary>
/// Elementary functions of one float on the device. The exponential and the logarithm are the device's own; the rest is
/// made of them and of the polynomials of <see cref="Numerics.Transcendental"/>. The tolerances are in docs/gpu.md.
/// </summary>
public static class GpuMath
{
    /// <summary>The smaller one; NaN where <paramref name="b"/> is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Min(float a, float b) => a < b ? a : b;

    /// <summary>The greater one; NaN where <paramref name="b"/> is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Max(float a, float b) => a > b ? a : b;

    /// <summary>|x|</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Abs(float x) => MathF.Abs(x);

    /// <summary>Square root.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sqrt(float x) => MathF.Sqrt(x);

    /// <summary>e^x</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Exp(float x) => XMath.Exp(x);

    /// <summary>Natural logarithm.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Log(float x) => XMath.Log(x);

    /// <summary>Sine; accurate up to a few thousand turns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sin(float x)
    {
        var n = Round(x * 0.318309873f);
        return SinOfReduced(x, n, n);
    }

    /// <summary>Cosine; accurate up to a few thousand turns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Cos(float x)
    {
        var n = Round((x * 0.318309873f) - 0.5f);
        return SinOfReduced(x, n + 0.5f, n + 1f);
    }

    /// <summary>1 / (1 + e^-x)</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sigmoid(float x)
    {
        var e = Exp(-Abs(x));
        return (x < 0f ? e : 1f) * Reciprocal.Of(1f + e);
    }

    /// <summary>Hyperbolic tangent.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Tanh(float x)
    {
        var magnitude = Abs(x);
        var large = 1f - (2f * Reciprocal.Of(Exp(Min(20f, magnitude + magnitude)) + 1f));
        var u = x * x;
        var p = -0.00571468379f;
        p = (p * u) + 0.0206485707f;
        p = (p * u) - 0.0537429117f;
        p = (p * u) + 0.133314848f;
        p = (p * u) - 0.333332837f;
        var small = (p * u * x) + x;
        return Utilities.Select(magnitude < 0.625f, small, Utilities.Select(x < 0f, -large, large));
    }

    /// <summary>log(1 + e^x), without overflow.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Softplus(float x)
    {
        // log(1 + e) for e up to 1: of small e the series, whose relative error does not grow.
        var e = Exp(-Abs(x));
        var logarithm = e < 0.0078125f ? e * (1f - (e * (0.5f - (e * 0.333333333f)))) : Log(1f + e);
        return Max(0f, x) + logarithm;
    }

    /// <summary>The error function.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Erf(float x)
    {
        var magnitude = Abs(x);
        var t = Min(4f, magnitude);
        var q = -0.000188816965f;
        q = (q * t) + 0.00297237653f;
        q = (q * t) - 0.0219401699f;
        q = (q * t) + 0.103326805f;
        q = (q * t) + 0.637883723f;
        q = (q * t) + 1.12725103f;
        q = (q * t) + 0.00030051943f;
        var large = 1f - Exp(-q);
        var u = x * x;
        var p = 7.88584584e-05f;
        p = (p * u) - 0.000801994291f;
        p = (p * u) + 0.00518944347f;
        p = (p * u) - 0.0268544015f;
        p = (p * u) + 0.112835996f;
        p = (p * u) - 0.37612626f;
        p = (p * u) + 0.128379166f;
        var small = (p * x) + x;
        return Utilities.Select(magnitude < 1f, small, Utilities.Select(x < 0f, -large, large));
    }

    /// <summary>The density of the normal distribution.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float NormalDensity(float x) => Exp(x * x * -0.5f) * 0.398942292f;

    /// <summary>The part of the normal distribution below x, from its density there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float NormalDistribution(float x, float density)
    {
        var u = (Min(5.5f, Abs(x)) * 0.363636364f) - 1f;
        var p = 0.0009070125f;
        p = (p * u) - 0.0020685429f;
        p = (p * u) + 0.0008315181f;
        p = (p * u) - 0.00069805357f;
        p = (p * u) + 0.0056848186f;
        p = (p * u) - 0.011260557f;
        p = (p * u) + 0.016496833f;
        p = (p * u) - 0.0271339f;
        p = (p * u) + 0.0453149f;
        p = (p * u) - 0.07127879f;
        p = (p * u) + 0.10711801f;
        p = (p * u) - 0.1541226f;
        p = (p * u) + 0.2107871f;
        p = (p * u) - 0.27193308f;
        p = (p * u) + 0.32767832f;
        var tail = p * density;
        return x < 0f ? tail : 1f - tail;
    }

    /// <summary>The uniform number in [0, 1) of a counter: the same as on the CPU.</summary>
    /// <param name="key">Key of the step and the layer.</param>
    /// <param name="index">The element.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Uniform(ulong key, int index)
    {
        var hash = Mix(unchecked(((uint)index * CounterHash.Increment) + (uint)key));
        hash = Mix(hash ^ (uint)(key >> 32));
        return (int)(hash >> 8) * CounterHash.Scale;
    }

    private static uint Mix(uint hash)
    {
        hash ^= hash >> 16;
        hash *= CounterHash.FirstMultiplier;
        hash ^= hash >> 13;
        hash *= CounterHash.SecondMultiplier;
        return hash ^ (hash >> 16);
    }

    private static float Round(float x) => x < 0f ? (int)(x - 0.5f) : (int)(x + 0.5f);

    /// <summary>sin(x - turns · π), negated where <paramref name="parity"/> is odd.</summary>
    private static float SinOfReduced(float x, float turns, float parity)
    {
        var r = (turns * -3.140625f) + x;
        r = (turns * -0.0009670257568359375f) + r;
        r = (turns * -6.277114152908325e-07f) + r;
        r = (turns * -1.215420125655342e-10f) + r;
        r = ((int)parity & 1) == 0 ? r : -r;
        var u = r * r;
        var p = 2.60608181e-06f;
        p = (p * u) - 0.000198097739f;
        p = (p * u) + 0.00833306927f;
        p = (p * u) - 0.166666597f;
        return (p * u * r) + r;
    }
}
