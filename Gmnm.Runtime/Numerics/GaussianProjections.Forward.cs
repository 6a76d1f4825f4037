using System.Runtime.CompilerServices;

namespace Gmnm.Numerics;

/// <content>The forward pass in vectors of one width.</content>
public static unsafe partial class GaussianProjections
{
    /// <summary>Below this many rows packing the weights costs more than it saves.</summary>
    private const int FewRows = 4;

    internal static void Forward<TLanes, TAggregation>(
        GaussianShape shape, ref readonly float input, ref readonly float weight, ref readonly float offset,
        ref float exponential, ref float scratch)
        where TLanes : unmanaged, ILanes<TLanes>
        where TAggregation : struct, IAggregation
    {
        fixed (float* x = &input, w = &weight, c = &offset, e = &exponential, s = &scratch)
        {
            if (shape.Rows < FewRows)
            {
                ForwardFewRows<TLanes, TAggregation>(shape, x, w, c, e, s);
            }
            else
            {
                ForwardTiles<TLanes, TAggregation>(shape, x, w, c, e, s);
            }
        }
    }

    /// <summary>
    /// The weights of a block of components are packed, one panel for each projection, and stay in cache while all
    /// rows pass; the projections of a few rows by a block are aggregated as soon as they are complete.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ForwardTiles<TLanes, TAggregation>(
        GaussianShape shape, float* input, float* weight, float* offset, float* exponential, float* scratch)
        where TLanes : unmanaged, ILanes<TLanes>
        where TAggregation : struct, IAggregation
    {
        var (rows, features, components, projections) = shape;
        nint width;
        for (nint component = 0; component < components; component += width)
        {
            width = MicroKernel.Columns<TLanes>(components - component);
            var count = nint.Min(width, components - component);
            var stride = projections * width;
            var panels = scratch;
            var offsets = panels + (stride * features);
            var left = offsets + stride;
            var tile = left + (MicroKernel.MaxRows * features);
            PackComponents(shape, weight, offset, component, count, width, panels, offsets);
            nint tileRows;
            for (nint row = 0; row < rows; row += tileRows)
            {
                tileRows = MicroKernel.Rows<TLanes>(rows - row);
                var used = nint.Min(tileRows, rows - row);
                Project<TLanes>(shape, width, input + (row * features), used, tileRows, panels, left, tile);
                for (nint r = 0; r < used; r++)
                {
                    Aggregate<TLanes, TAggregation>(
                        projections, width, tile + (r * stride), offsets,
                        exponential + ((row + r) * components) + component, count);
                }
            }
        }
    }

    /// <summary>The weights are read once for each row, in place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ForwardFewRows<TLanes, TAggregation>(
        GaussianShape shape, float* input, float* weight, float* offset, float* exponential, float* scratch)
        where TLanes : unmanaged, ILanes<TLanes>
        where TAggregation : struct, IAggregation
    {
        var (rows, features, components, projections) = shape;
        var width = MicroKernel.Columns<TLanes>();
        var stride = projections * width;
        var products = scratch;
        var transposed = products + stride;
        var offsets = transposed + stride;
        for (nint component = 0; component < components; component += width)
        {
            var count = nint.Min(width, components - component);
            Panel.Pack(offset + (component * projections), projections, 1, count, width, projections, offsets);
            for (nint row = 0; row < rows; row++)
            {
                DotProducts.Run<TLanes>(
                    features, input + (row * features), weight + (component * projections * features), features,
                    count * projections, products);
                Panel.Pack(products, projections, 1, count, width, projections, transposed);
                Aggregate<TLanes, TAggregation>(
                    projections, width, transposed, offsets, exponential + (row * components) + component, count);
            }
        }
    }

    /// <summary>
    /// Packs the weights of a block of components, <c>panels[k][feature][component]</c>, and its offsets,
    /// <c>offsets[k][component]</c>, both filled up with zeros to <paramref name="width"/> components.
    /// </summary>
    private static void PackComponents(
        GaussianShape shape, float* weight, float* offset, nint component, nint count, nint width,
        float* panels, float* offsets)
    {
        var (_, features, _, projections) = shape;
        for (nint k = 0; k < projections; k++)
        {
            Panel.Pack(
                weight + (((component * projections) + k) * features), projections * features, 1,
                count, width, features, panels + (k * width * features));
        }

        Panel.Pack(offset + (component * projections), projections, 1, count, width, projections, offsets);
    }

    /// <summary>The products of some rows with a block of components, <c>tile[row][k][component]</c>.</summary>
    private static void Project<TLanes>(
        GaussianShape shape, nint width, float* input, nint used, nint tileRows, float* panels, float* left,
        float* tile)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var (_, features, _, projections) = shape;
        Panel.Pack(input, features, 1, used, tileRows, features, left);
        for (nint k = 0; k < projections; k++)
        {
            MicroKernel.Multiply<TLanes>(
                tileRows, width, features, left, panels + (k * width * features), tile + (k * width),
                projections * width);
        }
    }

    /// <summary>The exponentials of one row and a block of components.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Aggregate<TLanes, TAggregation>(
        nint projections, nint width, float* products, float* offsets, float* exponential, nint count)
        where TLanes : unmanaged, ILanes<TLanes>
        where TAggregation : struct, IAggregation
    {
        var rest = stackalloc float[TLanes.Count];
        for (nint lane = 0; lane < count; lane += TLanes.Count)
        {
            var sum = Terms<TLanes, TAggregation>(projections, products + lane, offsets + lane, width);
            var e = Transcendental.Exp(TLanes.Splat(-0.5f) * TAggregation.SquaredDistance(sum));
            if (count - lane >= TLanes.Count)
            {
                TLanes.Store(e, ref *exponential, lane);
                continue;
            }

            TLanes.Store(e, ref *rest, 0);
            for (var i = lane; i < count; i++)
            {
                exponential[i] = rest[i - lane];
            }
        }
    }

    /// <summary>The accumulated terms of one vector of components.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Terms<TLanes, TAggregation>(nint projections, float* products, float* offsets, nint width)
        where TLanes : unmanaged, ILanes<TLanes>
        where TAggregation : struct, IAggregation
    {
        var terms = projections / TAggregation.Factors;
        var sum = TLanes.Zero;
        for (nint k = 0; k < terms; k++)
        {
            var first = TLanes.Load(ref *products, k * width) - TLanes.Load(ref *offsets, k * width);
            var second = first;
            if (TAggregation.Factors == 2)
            {
                var paired = (k + terms) * width;
                second = TLanes.Load(ref *products, paired) - TLanes.Load(ref *offsets, paired);
            }

            sum = TAggregation.Accumulate(sum, first, second);
        }

        return sum;
    }
}
