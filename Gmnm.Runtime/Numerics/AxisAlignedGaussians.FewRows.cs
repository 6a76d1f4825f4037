using System.Runtime.CompilerServices;

namespace Gmnm.Numerics;

/// <content>
/// The forward pass of a few rows: centres and scales are read once for each row, in place. Lanes run over features.
/// </content>
public static unsafe partial class AxisAlignedGaussians
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ForwardFewRows<TLanes>(
        AxisAlignedShape shape, float* input, float* center, float* scale, float* exponential, float* scratch)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var (rows, features, components, sharedScale) = shape;
        var scaleStride = sharedScale ? 1 : features;
        for (nint component = 0; component < components; component += 2 * TLanes.Count)
        {
            var count = nint.Min(2 * TLanes.Count, components - component);
            for (nint row = 0; row < rows; row++)
            {
                var x = input + (row * features);
                var mu = center + (component * features);
                var s = scale + (component * scaleStride);
                if (TLanes.Count > 8 && features is >= 8 and < 16)
                {
                    RowDistances<Lanes256>(features, x, mu, s, sharedScale, count, scratch);
                }
                else if (TLanes.Count > 4 && features is >= 4 and < 8)
                {
                    RowDistances<Lanes128>(features, x, mu, s, sharedScale, count, scratch);
                }
                else if (features < TLanes.Count)
                {
                    RowDistances<Lanes1>(features, x, mu, s, sharedScale, count, scratch);
                }
                else
                {
                    RowDistances<TLanes>(features, x, mu, s, sharedScale, count, scratch);
                }

                Exponentials<TLanes>(scratch, count, exponential + (row * components) + component);
            }
        }
    }

    /// <summary>The squared distances of one input to some components.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RowDistances<TLanes>(
        nint features, float* input, float* center, float* scale, bool sharedScale, nint count, float* distances)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var scaleStride = sharedScale ? 1 : features;
        nint i = 0;
        for (; i <= count - 4; i += 4)
        {
            var q0 = Squares<TLanes>(features, input, center, scale, sharedScale);
            var q1 = Squares<TLanes>(features, input, center + features, scale + scaleStride, sharedScale);
            center += 2 * features;
            scale += 2 * scaleStride;
            var q2 = Squares<TLanes>(features, input, center, scale, sharedScale);
            var q3 = Squares<TLanes>(features, input, center + features, scale + scaleStride, sharedScale);
            center += 2 * features;
            scale += 2 * scaleStride;
            TLanes.StoreSums(q0, q1, q2, q3, ref *distances, i);
        }

        for (; i < count; i++)
        {
            distances[i] = TLanes.Sum(Squares<TLanes>(features, input, center, scale, sharedScale));
            center += features;
            scale += scaleStride;
        }
    }

    /// <summary>The squared distance to one component, still spread over the lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Squares<TLanes>(nint features, float* input, float* center, float* scale, bool sharedScale)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var q = TLanes.Zero;
        nint d = 0;
        for (; d <= features - TLanes.Count; d += TLanes.Count)
        {
            var s = sharedScale ? TLanes.Splat(*scale) : TLanes.Load(ref *scale, d);
            q = AddSquare(TLanes.Load(ref *input, d), TLanes.Load(ref *center, d), s, q);
        }

        if (d < features)
        {
            // The last vector overlaps the one before; the lanes already counted are masked.
            var fresh = Tail.Mask<TLanes>(features - d);
            d = features - TLanes.Count;
            var s = sharedScale ? TLanes.Splat(*scale) : TLanes.Load(ref *scale, d);
            q += TLanes.And(
                fresh, AddSquare(TLanes.Load(ref *input, d), TLanes.Load(ref *center, d), s, TLanes.Zero));
        }

        return q;
    }
}
