using System.Runtime.CompilerServices;

namespace Gmnm.Numerics;

/// <content>
/// The backward pass of inputs shorter than a vector, where lanes over features would be left to the scalar rest.
/// Lanes run over components.
/// </content>
public static unsafe partial class AxisAlignedGaussians
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void BackwardNarrow<TLanes>(
        AxisAlignedShape shape, float* input, float* center, float* scale, float* exponential,
        float* exponentialGradient, float* centerGradient, float* scaleGradient, float* inputGradient, float* scratch)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var (rows, features, components, sharedScale) = shape;
        var width = (nint)TLanes.Count;
        var centers = scratch;
        var scales = centers + (width * features);
        var centerSums = scales + (width * features);
        var scaleSums = centerSums + (width * features);
        var rest = stackalloc float[2 * TLanes.Count];
        new Span<float>(rest, 2 * TLanes.Count).Clear();
        for (nint component = 0; component < components; component += width)
        {
            var count = nint.Min(width, components - component);
            var first = component * features;
            PackParameters(shape, center, scale, component, count, width, centers, scales);
            new Span<float>(centerSums, (int)(2 * width * features)).Clear();
            for (nint row = 0; row < rows; row++)
            {
                var e = exponential + (row * components) + component;
                var de = exponentialGradient + (row * components) + component;
                if (count < width)
                {
                    // Absent components have exponential 0, which makes their gradient 0.
                    new Span<float>(e, (int)count).CopyTo(new(rest, (int)width));
                    new Span<float>(de, (int)count).CopyTo(new(rest + width, (int)width));
                    e = rest;
                    de = rest + width;
                }

                AccumulateRow<TLanes>(
                    features, input + (row * features), TLanes.Load(ref *e, 0), TLanes.Load(ref *de, 0), centers, scales,
                    centerSums, scaleSums, inputGradient == null ? null : inputGradient + (row * features));
            }

            for (nint i = 0; i < count; i++)
            {
                for (nint d = 0; d < features; d++)
                {
                    if (centerGradient != null)
                    {
                        centerGradient[first + (i * features) + d] = centerSums[(d * width) + i];
                    }

                    if (scaleGradient != null)
                    {
                        scaleGradient[sharedScale ? component + i : first + (i * features) + d] +=
                            scaleSums[(d * width) + i];
                    }
                }
            }
        }
    }

    /// <summary>One input by one vector of components.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AccumulateRow<TLanes>(
        nint features, float* input, TLanes exponential, TLanes exponentialGradient, float* centers, float* scales,
        float* centerSums, float* scaleSums, float* inputGradient)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var vanished = TLanes.Equal(exponential, TLanes.Zero);
        var factor = TLanes.AndNot(-(exponential * exponentialGradient), vanished);
        for (nint d = 0; d < features; d++)
        {
            // d(-q/2) = -(s z)(z ds + s dz); a vanished component may be at an infinite distance.
            var at = d * TLanes.Count;
            var z = TLanes.AndNot(TLanes.Splat(input[d]) - TLanes.Load(ref *centers, at), vanished);
            var s = TLanes.Load(ref *scales, at);
            var t = factor * s * z;
            var dz = t * s;
            TLanes.Store(TLanes.MultiplyAdd(t, z, TLanes.Load(ref *scaleSums, at)), ref *scaleSums, at);
            TLanes.Store(TLanes.Load(ref *centerSums, at) - dz, ref *centerSums, at);
            if (inputGradient != null)
            {
                inputGradient[d] += TLanes.Sum(dz);
            }
        }
    }
}
