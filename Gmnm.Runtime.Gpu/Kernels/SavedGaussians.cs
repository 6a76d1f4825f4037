using System.Runtime.CompilerServices;

namespace Gmnm.Gpu.Kernels;

/// <summary>What is made of projections in memory, [rows, stride] with component by component. Bound by memory.</summary>
public static class SavedGaussians
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

    /// <summary>dy = -e de ∂(q / 2) / ∂y, laid out like y.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Differentiate<TAggregation>(
        int rows, int components, int projections, Place saved, int stride, Place exponentials, Place gradients, Place derivatives)
        where TAggregation : struct, IGpuAggregation
    {
        for (var element = GpuGrid.First; element < rows * components; element += GpuGrid.Stride)
        {
            var first = (element / components * stride) + (element % components * projections);
            var scale = -(exponentials[element] * gradients[element]);
            var sum = Sum<TAggregation>(saved, first, projections);
            for (var projection = 0; projection < projections; projection++)
            {
                var partner = !TAggregation.IsPaired ? 0
                    : projection < projections / 2 ? projection + (projections / 2) : projection - (projections / 2);
                derivatives[first + projection] = scale * TAggregation.Slope(sum, saved[first + projection], saved[first + partner]);
            }
        }
    }

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
