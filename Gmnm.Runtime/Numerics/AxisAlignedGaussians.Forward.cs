using System.Runtime.CompilerServices;

namespace Gmnm.Numerics;

/// <content>The forward pass in vectors of one width. Lanes run over components.</content>
public static unsafe partial class AxisAlignedGaussians
{
    /// <summary>Rows that share the loads of centres and scales.</summary>
    private const int BlockRows = 4;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Forward<TLanes>(
        AxisAlignedShape shape, ref readonly float input, ref readonly float center, ref readonly float scale,
        ref float exponential, ref float scratch)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        fixed (float* x = &input, mu = &center, s = &scale, e = &exponential, work = &scratch)
        {
            if (shape.Rows < BlockRows)
            {
                ForwardFewRows<TLanes>(shape, x, mu, s, e, work);
            }
            else
            {
                ForwardTiles<TLanes>(shape, x, mu, s, e, work);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ForwardTiles<TLanes>(
        AxisAlignedShape shape, float* input, float* center, float* scale, float* exponential, float* scratch)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var (rows, features, components, _) = shape;
        var width = 2 * TLanes.Count;
        var centers = scratch;
        var scales = centers + (width * features);
        var distances = scales + (width * features);
        for (nint component = 0; component < components; component += width)
        {
            var count = nint.Min(width, components - component);
            PackParameters(shape, center, scale, component, count, width, centers, scales);
            for (nint row = 0; row < rows; row += BlockRows)
            {
                var used = nint.Min(BlockRows, rows - row);
                SquaredDistances<TLanes>(features, input + (row * features), used, centers, scales, distances);
                for (nint r = 0; r < used; r++)
                {
                    Exponentials<TLanes>(
                        distances + (r * width), count, exponential + ((row + r) * components) + component);
                }
            }
        }
    }

    /// <summary>
    /// Packs the centres and scales of a block of components, <c>[feature][component]</c>, filled up with zeros to
    /// <paramref name="width"/> components; a shared scale is repeated.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PackParameters(
        AxisAlignedShape shape, float* center, float* scale, nint component, nint count, nint width,
        float* centers, float* scales)
    {
        var features = shape.Features;
        Panel.Pack(center + (component * features), features, 1, count, width, features, centers);
        if (shape.SharedScale)
        {
            Panel.Pack(scale + component, 1, 0, count, width, features, scales);
        }
        else
        {
            Panel.Pack(scale + (component * features), features, 1, count, width, features, scales);
        }
    }

    /// <summary>
    /// <c>distances[row][component]</c> of four rows by two vectors of components; where fewer rows are used the last
    /// stands in for the absent ones.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SquaredDistances<TLanes>(
        nint features, float* input, nint used, float* centers, float* scales, float* distances)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var x0 = input;
        var x1 = input + (nint.Min(1, used - 1) * features);
        var x2 = input + (nint.Min(2, used - 1) * features);
        var x3 = input + (nint.Min(3, used - 1) * features);
        TLanes q00 = TLanes.Zero, q01 = TLanes.Zero, q10 = TLanes.Zero, q11 = TLanes.Zero;
        TLanes q20 = TLanes.Zero, q21 = TLanes.Zero, q30 = TLanes.Zero, q31 = TLanes.Zero;
        for (nint d = 0; d < features; d++)
        {
            var mu0 = TLanes.Load(ref *centers, 0);
            var mu1 = TLanes.Load(ref *centers, TLanes.Count);
            var s0 = TLanes.Load(ref *scales, 0);
            var s1 = TLanes.Load(ref *scales, TLanes.Count);
            var x = TLanes.Splat(x0[d]);
            q00 = AddSquare(x, mu0, s0, q00);
            q01 = AddSquare(x, mu1, s1, q01);
            x = TLanes.Splat(x1[d]);
            q10 = AddSquare(x, mu0, s0, q10);
            q11 = AddSquare(x, mu1, s1, q11);
            x = TLanes.Splat(x2[d]);
            q20 = AddSquare(x, mu0, s0, q20);
            q21 = AddSquare(x, mu1, s1, q21);
            x = TLanes.Splat(x3[d]);
            q30 = AddSquare(x, mu0, s0, q30);
            q31 = AddSquare(x, mu1, s1, q31);
            centers += 2 * TLanes.Count;
            scales += 2 * TLanes.Count;
        }

        TLanes.Store(q00, ref *distances, 0);
        TLanes.Store(q01, ref *distances, TLanes.Count);
        TLanes.Store(q10, ref *distances, 2 * TLanes.Count);
        TLanes.Store(q11, ref *distances, 3 * TLanes.Count);
        TLanes.Store(q20, ref *distances, 4 * TLanes.Count);
        TLanes.Store(q21, ref *distances, 5 * TLanes.Count);
        TLanes.Store(q30, ref *distances, 6 * TLanes.Count);
        TLanes.Store(q31, ref *distances, 7 * TLanes.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes AddSquare<TLanes>(TLanes x, TLanes center, TLanes scale, TLanes sum)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var scaled = (x - center) * scale;
        return TLanes.MultiplyAdd(scaled, scaled, sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Exponentials<TLanes>(float* distances, nint count, float* exponential)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        for (nint lane = 0; lane < count; lane += TLanes.Count)
        {
            var e = Transcendental.Exp(TLanes.Splat(-0.5f) * TLanes.Load(ref *distances, lane));
            TLanes.Store(e, ref *distances, lane);
        }

        new Span<float>(distances, (int)count).CopyTo(new(exponential, (int)count));
    }
}
