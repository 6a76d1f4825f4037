using System.Runtime.CompilerServices;

namespace Gmnm.Gpu.Kernels;

/// <summary>What is made of projections in memory, [rows, stride] with component by component. Bound by memory.</summary>
public static class GpuSavedGaussians
{
    /// <summary>e = exp(-q / 2), [rows, components]: for layers with more projections than a thread of the product holds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Exponentials<TAggregation>(int rows, int components, int projections, Place saved, int stride, Place exponentials)
        where TAggregation : struct, IGpuAggregation
    {
        for (var element = GpuGrid.First; element < rows * components; element += GpuGrid.Stride)
        {
            var first = (element / components * stride) + (element % components * projections);
            exponentials[element] = GpuMath.Exp(-0.5f * TAggregation.SquaredDistance(Sum<TAggregation>(saved, first, projections)));
        }
    }

    /// <summary>
    /// dy = -e de ∂(q / 2) / ∂y, laid out like y. Read and written by 16 bytes a thread where the projections of a component, or
    /// of each half of them if they are paired, are fours.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Differentiate<TAggregation>(
        int rows, int components, int projections, Place saved, int stride, Place exponentials, Place gradients, Place derivatives)
        where TAggregation : struct, IGpuAggregation
    {
        var isSquare = projections == 4 && stride % 4 == 0;
        var areFours = projections % (TAggregation.IsPaired ? 8 : 4) == 0 && stride % 4 == 0;
        for (var element = GpuGrid.First; element < rows * components; element += GpuGrid.Stride)
        {
            var first = (element / components * stride) + (element % components * projections);
            var scale = -(exponentials[element] * gradients[element]);
            if (isSquare)
            {
                DifferentiateFour<TAggregation>(saved, derivatives, first, scale);
            }
            else if (areFours)
            {
                DifferentiateFours<TAggregation>(projections, saved, derivatives, first, scale);
            }
            else
            {
                DifferentiateEach<TAggregation>(projections, saved, derivatives, first, scale);
            }
        }
    }

    /// <summary>Four projections, which stay in registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void DifferentiateFour<TAggregation>(Place saved, Place derivatives, int first, float scale)
        where TAggregation : struct, IGpuAggregation
    {
        var own = saved.LoadFour(first);
        // The partner of each, which counts only where projections are paired.
        derivatives.StoreFour(first, Slopes<TAggregation>(TAggregation.OfFour(own), scale, own, new Quad(own.C, own.D, own.A, own.B)));
    }

    /// <summary>Fours of projections, each read twice: for the sum, and for its slope.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void DifferentiateFours<TAggregation>(int projections, Place saved, Place derivatives, int first, float scale)
        where TAggregation : struct, IGpuAggregation
    {
        var (sum, terms) = (0f, TAggregation.IsPaired ? projections / 2 : projections);
        for (var term = 0; term < terms; term += 4)
        {
            sum = Accumulate<TAggregation>(sum, saved.LoadFour(first + term), TAggregation.IsPaired ? saved.LoadFour(first + terms + term) : default);
        }

        for (var projection = 0; projection < projections; projection += 4)
        {
            var partner = TAggregation.IsPaired ? saved.LoadFour(first + Partner(projection, projections)) : default;
            derivatives.StoreFour(first + projection, Slopes<TAggregation>(sum, scale, saved.LoadFour(first + projection), partner));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void DifferentiateEach<TAggregation>(int projections, Place saved, Place derivatives, int first, float scale)
        where TAggregation : struct, IGpuAggregation
    {
        var sum = Sum<TAggregation>(saved, first, projections);
        for (var projection = 0; projection < projections; projection++)
        {
            var partner = TAggregation.IsPaired ? saved[first + Partner(projection, projections)] : 0f;
            derivatives[first + projection] = scale * TAggregation.Slope(sum, saved[first + projection], partner);
        }
    }

    /// <summary>The projection of the other half that one is paired with.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Partner(int projection, int projections) =>
        projection < projections / 2 ? projection + (projections / 2) : projection - (projections / 2);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Accumulate<TAggregation>(float sum, Quad first, Quad second)
        where TAggregation : struct, IGpuAggregation
    {
        sum = TAggregation.Accumulate(sum, first.A, second.A);
        sum = TAggregation.Accumulate(sum, first.B, second.B);
        sum = TAggregation.Accumulate(sum, first.C, second.C);
        return TAggregation.Accumulate(sum, first.D, second.D);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Quad Slopes<TAggregation>(float sum, float scale, Quad own, Quad partner)
        where TAggregation : struct, IGpuAggregation => new(
        scale * TAggregation.Slope(sum, own.A, partner.A),
        scale * TAggregation.Slope(sum, own.B, partner.B),
        scale * TAggregation.Slope(sum, own.C, partner.C),
        scale * TAggregation.Slope(sum, own.D, partner.D));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Sum<TAggregation>(Place saved, int first, int projections)
        where TAggregation : struct, IGpuAggregation
    {
        var (sum, terms) = (0f, TAggregation.IsPaired ? projections / 2 : projections);
        for (var term = 0; term < terms; term++)
        {
            sum = TAggregation.Accumulate(sum, saved[first + term], TAggregation.IsPaired ? saved[first + terms + term] : 0f);
        }

        return sum;
    }
}
