using System.Runtime.CompilerServices;

namespace Gmnm.Gpu.Kernels;

/// <summary>How the projections y of one Gaussian component become its squared distance q, term by term.</summary>
public interface IGpuAggregation
{
    /// <summary>Whether a term takes a pair of projections: one of the first half with its partner in the second.</summary>
    static abstract bool IsPaired { get; }

    /// <summary><paramref name="sum"/> with one more term.</summary>
    static abstract float Accumulate(float sum, float first, float second);

    /// <summary>The accumulated terms of two projections.</summary>
    static abstract float OfTwo(float a, float b);

    /// <summary>The accumulated terms of four projections.</summary>
    static abstract float OfFour(Quad projections);

    /// <summary>q, of the accumulated terms.</summary>
    static abstract float SquaredDistance(float sum);

    /// <summary>Half the derivative of q with respect to a projection.</summary>
    /// <param name="sum">The accumulated terms.</param>
    /// <param name="own">The projection.</param>
    /// <param name="partner">What it is paired with.</param>
    static abstract float Slope(float sum, float own, float partner);
}

/// <summary>q is the sum of the squared projections.</summary>
public readonly struct GpuNorm : IGpuAggregation
{
    /// <inheritdoc/>
    public static bool IsPaired => false;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Accumulate(float sum, float first, float second) => sum + (first * first);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float OfTwo(float a, float b) => Accumulate(Accumulate(0f, a, 0f), b, 0f);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float OfFour(Quad projections) =>
        Accumulate(Accumulate(OfTwo(projections.A, projections.B), projections.C, 0f), projections.D, 0f);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float SquaredDistance(float sum) => sum;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Slope(float sum, float own, float partner) => own;
}

/// <summary>q is the square of the sum of the projections.</summary>
public readonly struct GpuSum : IGpuAggregation
{
    /// <inheritdoc/>
    public static bool IsPaired => false;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Accumulate(float sum, float first, float second) => sum + first;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float OfTwo(float a, float b) => Accumulate(Accumulate(0f, a, 0f), b, 0f);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float OfFour(Quad projections) =>
        Accumulate(Accumulate(OfTwo(projections.A, projections.B), projections.C, 0f), projections.D, 0f);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float SquaredDistance(float sum) => sum * sum;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Slope(float sum, float own, float partner) => sum;
}

/// <summary>q is the square of the sum of products of paired projections.</summary>
public readonly struct GpuQuadratic : IGpuAggregation
{
    /// <inheritdoc/>
    public static bool IsPaired => true;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Accumulate(float sum, float first, float second) => sum + (Bounded(first) * Bounded(second));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float OfTwo(float a, float b) => Accumulate(0f, a, b);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float OfFour(Quad projections) => Accumulate(OfTwo(projections.A, projections.C), projections.B, projections.D);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float SquaredDistance(float sum) => sum * sum;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Slope(float sum, float own, float partner) => sum * partner;

    /// <summary>Products beyond could overflow with both signs, and their sum be NaN where q is only huge.</summary>
    private static float Bounded(float projection) => GpuMath.Max(-1e18f, GpuMath.Min(1e18f, projection));
}
