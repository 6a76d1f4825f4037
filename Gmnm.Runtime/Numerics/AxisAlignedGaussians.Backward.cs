using System.Runtime.CompilerServices;

namespace Gmnm.Numerics;

/// <content>The backward pass in vectors of one width. Lanes run over features.</content>
public static unsafe partial class AxisAlignedGaussians
{
    /// <summary>Rows of a tile: its inputs and their gradients stay in cache while all components pass.</summary>
    private const int TileRows = 32;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Backward<TLanes>(
        AxisAlignedShape shape, ref readonly float input, ref readonly float center, ref readonly float scale,
        ref readonly float exponential, ref readonly float exponentialGradient,
        ref float centerGradient, ref float scaleGradient, ref float inputGradient, ref float scratch)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var (rows, features, components, sharedScale) = shape;
        fixed (float* x = &input, mu = &center, s = &scale, e = &exponential, de = &exponentialGradient)
        fixed (float* dmu = &centerGradient, ds = &scaleGradient, dx = &inputGradient, work = &scratch)
        {
            new Span<float>(dmu, dmu == null ? 0 : checked((int)(components * features))).Clear();
            new Span<float>(ds, ds == null ? 0 : checked((int)(sharedScale ? components : components * features))).Clear();
            new Span<float>(dx, dx == null ? 0 : checked((int)(rows * features))).Clear();

            if (features < TLanes.Count)
            {
                BackwardNarrow<TLanes>(shape, x, mu, s, e, de, dmu, ds, dx, work);
            }
            else
            {
                BackwardTiles<TLanes>(shape, x, mu, s, e, de, dmu, ds, dx, work);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void BackwardTiles<TLanes>(
        AxisAlignedShape shape, float* x, float* mu, float* s, float* e, float* de, float* dmu, float* ds, float* dx,
        float* factor)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var (rows, features, components, sharedScale) = shape;
        for (nint row = 0; row < rows; row += TileRows)
        {
            var count = nint.Min(TileRows, rows - row);
            for (nint component = 0; component < components; component++)
            {
                var any = Factors(e, de, (row * components) + component, components, count, factor);
                if (!any)
                {
                    continue;
                }

                var at = component * features;
                var strip = new Strip(
                    count, features, factor, x + (row * features), mu + at,
                    sharedScale ? s + component : s + at, dmu == null ? null : dmu + at,
                    ds == null ? null : sharedScale ? ds + component : ds + at, dx == null ? null : dx + (row * features), sharedScale);
                var feature = Accumulate<TLanes>(strip, 0);
                if (TLanes.Count > 8 && feature < features)
                {
                    feature = Accumulate<Lanes256>(strip, feature);
                }

                if (TLanes.Count > 4 && feature < features)
                {
                    feature = Accumulate<Lanes128>(strip, feature);
                }

                if (feature < features)
                {
                    Accumulate<Lanes1>(strip, feature);
                }
            }
        }
    }

    /// <summary><c>-e de</c> of one component for the rows of a tile. False where all are 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool Factors(
        float* exponential, float* exponentialGradient, nint start, nint stride, nint count, float* factor)
    {
        var any = false;
        for (nint r = 0; r < count; r++)
        {
            var at = start + (r * stride);
            factor[r] = exponential[at] == 0f ? 0f : -(exponential[at] * exponentialGradient[at]);
            any |= factor[r] != 0f;
        }

        return any;
    }

    /// <summary>Adds one component's share for whole vectors of features from <paramref name="feature"/> on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static nint Accumulate<TLanes>(Strip strip, nint feature)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var rows = strip.Rows;
        var features = strip.Features;
        var factors = strip.Factors;
        for (; feature <= features - TLanes.Count; feature += TLanes.Count)
        {
            var mu = TLanes.Load(ref *strip.Center, feature);
            var s = strip.SharedScale ? TLanes.Splat(*strip.Scale) : TLanes.Load(ref *strip.Scale, feature);
            TLanes centerSum = TLanes.Zero, scaleSum = TLanes.Zero;
            var at = feature;
            for (nint r = 0; r < rows; r++, at += features)
            {
                if (factors[r] == 0f)
                {
                    continue;
                }

                // d(-q/2) = -(s z)(z ds + s dz)
                var z = TLanes.Load(ref *strip.Input, at) - mu;
                var t = TLanes.Splat(factors[r]) * s * z;
                var dz = t * s;
                TLanes.Accumulate(t, z, ref scaleSum);
                centerSum -= dz;
                if (strip.InputGradient != null)
                {
                    TLanes.Store(TLanes.Load(ref *strip.InputGradient, at) + dz, ref *strip.InputGradient, at);
                }
            }

            if (strip.CenterGradient != null)
            {
                TLanes.Store(
                    TLanes.Load(ref *strip.CenterGradient, feature) + centerSum, ref *strip.CenterGradient, feature);
            }

            if (strip.ScaleGradient == null)
            {
                continue;
            }

            if (strip.SharedScale)
            {
                *strip.ScaleGradient += TLanes.Sum(scaleSum);
            }
            else
            {
                TLanes.Store(
                    TLanes.Load(ref *strip.ScaleGradient, feature) + scaleSum, ref *strip.ScaleGradient, feature);
            }
        }

        return feature;
    }

    /// <summary>One component and the rows of a tile.</summary>
    private readonly struct Strip(
        nint rows, nint features, float* factors, float* input, float* center, float* scale,
        float* centerGradient, float* scaleGradient, float* inputGradient, bool sharedScale)
    {
        internal readonly nint Rows = rows;
        internal readonly nint Features = features;
        internal readonly float* Factors = factors;
        internal readonly float* Input = input;
        internal readonly float* Center = center;
        internal readonly float* Scale = scale;
        internal readonly float* CenterGradient = centerGradient;
        internal readonly float* ScaleGradient = scaleGradient;
        internal readonly float* InputGradient = inputGradient;
        internal readonly bool SharedScale = sharedScale;
    }
}
