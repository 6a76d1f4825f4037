using System.Runtime.CompilerServices;

namespace Gmnm.Numerics;

/// <content>The forward pass in vectors of one width.</content>
public static unsafe partial class GaussianProjections
{
    /// <summary>Below this many rows packing the weights costs more than it saves.</summary>
    private const int FewRows = 4;

    /// <summary>
    /// Rows that are packed at once: the weights are packed once for each. A multiple of the height of every tile.
    /// </summary>
    private const int ChunkRows = 264;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Forward<TLanes, TAggregation>(
        GaussianShape shape, ref readonly float input, ref readonly float weight, ref readonly float packed,
        ref readonly float offset, ref float saved, nint savedStride, ref float exponential, nint exponentialStride,
        ref float scratch)
        where TLanes : unmanaged, ILanes<TLanes>
        where TAggregation : struct, IAggregation
    {
        fixed (float* x = &input, w = &weight, p = &packed, c = &offset, y = &saved, e = &exponential, s = &scratch)
        {
            if (shape.Rows < FewRows)
            {
                ForwardFewRows<TLanes, TAggregation>(shape, x, w, c, y, savedStride, e, exponentialStride, s);
            }
            else
            {
                ForwardTiles<TLanes, TAggregation>(shape, x, w, p, c, y, savedStride, e, exponentialStride, s);
            }
        }
    }

    /// <summary>
    /// The rows are packed once. The weights of one projection of a block of components are packed and stay in cache
    /// while all rows pass; once a block has all its projections, they are aggregated.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ForwardTiles<TLanes, TAggregation>(
        GaussianShape shape, float* input, float* weight, float* packed, float* offset,
        float* saved, nint savedStride, float* exponential, nint exponentialStride, float* scratch)
        where TLanes : unmanaged, ILanes<TLanes>
        where TAggregation : struct, IAggregation
    {
        var (rows, features, components, projections) = shape;
        var left = scratch;
        var panel = left + (ChunkRows * features);
        var offsets = panel + (Block * features);
        var rest = offsets + (Block * projections);
        var tile = rest + (MicroKernel.MaxRows * Block);
        for (nint row = 0; row < rows; row += ChunkRows)
        {
            var chunk = nint.Min(ChunkRows, rows - row);
            PackRows<TLanes>(input + (row * features), chunk, features, left);
            for (nint component = 0; component < components; component += Block)
            {
                var count = nint.Min(Block, components - component);
                var y = saved == null ? tile : saved + (row * savedStride) + (component * projections);
                var stride = saved == null ? Block * projections : savedStride;
                if (saved != null && count < Block)
                {
                    ClearRows(y, stride, chunk, Block * projections);
                }

                var first = component * projections * features;
                MultiplyBlock<TLanes>(
                    shape with { Rows = chunk, Components = count }, left,
                    weight + first, packed == null ? null : packed + first, panel, rest, y, stride);
                Panel.Pack(offset + (component * projections), projections, 1, count, Block, projections, offsets);
                for (nint r = 0; r < chunk; r++)
                {
                    var e = exponential == null ? rest : exponential + ((row + r) * exponentialStride) + component;
                    Aggregate<TLanes, TAggregation>(projections, y + (r * stride), offsets, e, count);
                }
            }
        }
    }

    /// <summary>The products of packed rows with the weights of one block of components, <c>[row][k][component]</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MultiplyBlock<TLanes>(
        GaussianShape shape, float* left, float* weight, float* packed, float* panel, float* rest,
        float* products, nint stride)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var (rows, features, components, projections) = shape;
        nint width;
        for (nint lane = 0; lane < components; lane += width)
        {
            width = MicroKernel.Columns<TLanes>(components - lane);
            for (nint k = 0; k < projections; k++)
            {
                if (packed == null)
                {
                    PackPanel(weight, components, projections, features, lane, k, width, panel);
                }
                else
                {
                    panel = packed + (((lane * projections) + (k * width)) * features);
                }

                var result = products + (k * Block) + lane;
                nint tileRows;
                for (nint row = 0; row < rows; row += tileRows)
                {
                    tileRows = MicroKernel.Rows<TLanes>(rows - row);
                    var used = rows - row;
                    if (used >= tileRows)
                    {
                        MicroKernel.Multiply<TLanes>(
                            tileRows, width, features, left + (row * features), panel, result + (row * stride), stride);
                        continue;
                    }

                    // What follows the last row is not ours.
                    MicroKernel.Multiply<TLanes>(
                        tileRows, width, features, left + (row * features), panel, rest, width);
                    for (nint r = 0; r < used; r++)
                    {
                        Panel.Copy(rest + (r * width), result + ((row + r) * stride), width);
                    }
                }
            }
        }
    }

    /// <summary>The weights are read once for each row, in place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ForwardFewRows<TLanes, TAggregation>(
        GaussianShape shape, float* input, float* weight, float* offset,
        float* saved, nint savedStride, float* exponential, nint exponentialStride, float* scratch)
        where TLanes : unmanaged, ILanes<TLanes>
        where TAggregation : struct, IAggregation
    {
        var (rows, features, components, projections) = shape;
        var stride = projections * Block;
        var dots = scratch;
        var transposed = dots + stride;
        var offsets = transposed + stride;
        var rest = offsets + stride;
        for (nint component = 0; component < components; component += Block)
        {
            var count = nint.Min(Block, components - component);
            Panel.Pack(offset + (component * projections), projections, 1, count, Block, projections, offsets);
            for (nint row = 0; row < rows; row++)
            {
                var y = saved == null ? transposed : saved + (row * savedStride) + (component * projections);
                DotProducts.Run<TLanes>(
                    features, input + (row * features), weight + (component * projections * features), features,
                    count * projections, dots);
                Panel.Pack(dots, projections, 1, count, Block, projections, y);
                var e = exponential == null ? rest : exponential + (row * exponentialStride) + component;
                Aggregate<TLanes, TAggregation>(projections, y, offsets, e, count);
            }
        }
    }

    /// <summary>Packs rows into strips of the height that the micro-kernel takes, one after the other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PackRows<TLanes>(float* input, nint rows, nint features, float* left)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        nint tileRows;
        for (nint row = 0; row < rows; row += tileRows)
        {
            tileRows = MicroKernel.Rows<TLanes>(rows - row);
            Panel.Pack(
                input + (row * features), features, 1, nint.Min(tileRows, rows - row), tileRows, features,
                left + (row * features));
        }
    }

    /// <summary>Packs the weights of one projection of some neighbours among the components of a block.</summary>
    private static void PackPanel(
        float* weight, nint components, nint projections, nint features, nint lane, nint projection, nint width, float* panel) =>
        Panel.Pack(
            weight + (((lane * projections) + projection) * features), projections * features, 1,
            nint.Min(width, components - lane), width, features, panel);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ClearRows(float* start, nint stride, nint rows, nint length)
    {
        for (nint row = 0; row < rows; row++)
        {
            new Span<float>(start + (row * stride), (int)length).Clear();
        }
    }

    /// <summary>The exponentials of one row and a block of components, whose products become the projections.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Aggregate<TLanes, TAggregation>(
        nint projections, float* products, float* offsets, float* exponential, nint count)
        where TLanes : unmanaged, ILanes<TLanes>
        where TAggregation : struct, IAggregation
    {
        var rest = stackalloc float[TLanes.Count];
        for (nint lane = 0; lane < count; lane += TLanes.Count)
        {
            var sum = Center<TLanes, TAggregation>(projections, products + lane, offsets + lane);
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

    /// <summary>Subtracts the offsets from the products of one vector of components; returns the accumulated terms.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Center<TLanes, TAggregation>(nint projections, float* products, float* offsets)
        where TLanes : unmanaged, ILanes<TLanes>
        where TAggregation : struct, IAggregation
    {
        var terms = projections / TAggregation.Factors;
        var sum = TLanes.Zero;
        for (nint k = 0; k < terms; k++)
        {
            var first = TLanes.Load(ref *products, k * Block) - TLanes.Load(ref *offsets, k * Block);
            TLanes.Store(first, ref *products, k * Block);
            var second = first;
            if (TAggregation.Factors == 2)
            {
                var paired = (k + terms) * Block;
                second = TLanes.Load(ref *products, paired) - TLanes.Load(ref *offsets, paired);
                TLanes.Store(second, ref *products, paired);
            }

            sum = TAggregation.Accumulate(sum, first, second);
        }

        return sum;
    }
}
