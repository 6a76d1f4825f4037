using System.Runtime.CompilerServices;

namespace Gmnm.Numerics;

/// <content>The backward pass in vectors of one width.</content>
public static unsafe partial class GaussianProjections
{
    /// <summary>Rows of a tile: the weight gradient is read and written once for each.</summary>
    private const int TileRows = 96;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Backward<TLanes, TAggregation>(
        GaussianShape shape, ref readonly float input, ref readonly float weight, ref readonly float offset,
        ref readonly float exponential, ref readonly float exponentialGradient,
        ref float weightGradient, ref float offsetGradient, ref float inputGradient, ref float scratch)
        where TLanes : unmanaged, ILanes<TLanes>
        where TAggregation : struct, IAggregation
    {
        fixed (float* x = &input, w = &weight, c = &offset, e = &exponential, de = &exponentialGradient)
        fixed (float* dw = &weightGradient, dc = &offsetGradient, dx = &inputGradient, s = &scratch)
        {
            if (shape.Rows == 0)
            {
                var length = shape.Components * shape.Projections;
                new Span<float>(dw, dw == null ? 0 : checked((int)(length * shape.Features))).Clear();
                new Span<float>(dc, dc == null ? 0 : checked((int)length)).Clear();
                return;
            }

            BackwardTiles<TLanes, TAggregation>(shape, x, w, c, e, de, dw, dc, dx, s);
        }
    }

    /// <summary>
    /// For each block of components and tile of rows: the projections again, from them their gradient in place, from
    /// that three products: with the inputs for the weights, with ones for the offsets, with the weights for the inputs.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void BackwardTiles<TLanes, TAggregation>(
        GaussianShape shape, float* input, float* weight, float* offset, float* exponential, float* exponentialGradient,
        float* weightGradient, float* offsetGradient, float* inputGradient, float* scratch)
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
            var transposedPanels = panels + (stride * features);
            var offsets = transposedPanels + (stride * (features + MicroKernel.Columns<TLanes>() - 1));
            var offsetSums = offsets + stride;
            var left = offsetSums + stride;
            var tile = left + (MicroKernel.MaxRows * nint.Max(features, stride));
            var rest = tile + (TileRows * stride);
            PackComponents(shape, weight, offset, component, count, width, panels, offsets);
            if (inputGradient != null)
            {
                PackTransposed<TLanes>(shape, weight, component, count, width, transposedPanels);
            }

            new Span<float>(offsetSums, (int)stride).Clear();
            for (nint row = 0; row < rows; row += TileRows)
            {
                var tileRows = nint.Min(TileRows, rows - row);
                var x = input + (row * features);
                var e = (row * components) + component;
                ProjectTile<TLanes>(shape, width, x, tileRows, panels, left, tile);
                for (nint r = 0; r < tileRows; r++)
                {
                    Differentiate<TLanes, TAggregation>(
                        projections, width, tile + (r * stride), offsets, exponential + e + (r * components),
                        exponentialGradient + e + (r * components), count, offsetSums);
                }

                if (weightGradient != null)
                {
                    var toWeight = new WeightGradientEpilogue(
                        weightGradient + (component * projections * features), shape, width, count, row > 0);
                    MatrixMultiply.Run<TLanes, WeightGradientEpilogue>(
                        stride, features, tileRows, ref *tile, 1, stride, ref *x, features, 1, ref *rest, toWeight);
                }

                if (inputGradient != null)
                {
                    var toInput = new AccumulateEpilogue(
                        inputGradient + (row * features), features, component > 0);
                    MultiplyInput<TLanes>(
                        features, stride, tileRows, tile, stride, transposedPanels, left, rest, toInput);
                }
            }

            for (nint k = 0; k < projections && offsetGradient != null; k++)
            {
                for (nint i = 0; i < count; i++)
                {
                    offsetGradient[((component + i) * projections) + k] = -offsetSums[(k * width) + i];
                }
            }
        }
    }

    /// <summary>
    /// Packs the weights of a block of components, <c>panels[k][feature][component]</c>, and its offsets,
    /// <c>offsets[k][component]</c>, both filled up with zeros to <paramref name="width"/> components.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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

    /// <summary>
    /// Packs the weights of a block of components for the product with the projections' gradient:
    /// a panel for each tile of features, in it <c>[k][component][feature]</c>, absent components zero.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PackTransposed<TLanes>(
        GaussianShape shape, float* weight, nint component, nint count, nint width, float* panels)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var (_, features, _, projections) = shape;
        nint columns;
        for (nint feature = 0; feature < features; feature += columns)
        {
            columns = MicroKernel.Columns<TLanes>(features - feature);
            for (nint k = 0; k < projections; k++)
            {
                var panel = panels + (feature * projections * width) + (k * width * columns);
                Panel.Pack(
                    weight + (((component * projections) + k) * features) + feature, 1, projections * features,
                    nint.Min(columns, features - feature), columns, count, panel);
                new Span<float>(panel + (count * columns), (int)((width - count) * columns)).Clear();
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ProjectTile<TLanes>(
        GaussianShape shape, nint width, float* input, nint rows, float* panels, float* left, float* tile)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var stride = shape.Projections * width;
        nint block;
        for (nint row = 0; row < rows; row += block)
        {
            block = MicroKernel.Rows<TLanes>(rows - row);
            Project<TLanes>(
                shape, width, input + (row * shape.Features), nint.Min(block, rows - row), block, panels, left,
                tile + (row * stride));
        }
    }

    /// <summary>
    /// One row by a block of components: the projections become <c>-e de d(q/2)/dy</c>, and are added to the sums.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Differentiate<TLanes, TAggregation>(
        nint projections, nint width, float* products, float* offsets, float* exponential,
        float* exponentialGradient, nint count, float* sums)
        where TLanes : unmanaged, ILanes<TLanes>
        where TAggregation : struct, IAggregation
    {
        var rest = stackalloc float[4 * TLanes.Count];
        if (count < width)
        {
            // Absent components have exponential 0, which makes their gradient 0.
            new Span<float>(rest, 4 * TLanes.Count).Clear();
            new Span<float>(exponential, (int)count).CopyTo(new(rest, (int)width));
            new Span<float>(exponentialGradient, (int)count).CopyTo(new(rest + width, (int)width));
            exponential = rest;
            exponentialGradient = rest + width;
        }

        var terms = projections / TAggregation.Factors;
        for (nint lane = 0; lane < width; lane += TLanes.Count)
        {
            var e = TLanes.Load(ref *exponential, lane);
            var vanished = TLanes.Equal(e, TLanes.Zero);
            var scale = -(e * TLanes.Load(ref *exponentialGradient, lane));
            var sum = Terms<TLanes, TAggregation>(projections, products + lane, offsets + lane, width);
            for (nint k = 0; k < terms; k++)
            {
                var at = (k * width) + lane;
                var paired = at + (terms * width);
                var first = TLanes.Load(ref *products, at) - TLanes.Load(ref *offsets, at);
                var second = TAggregation.Factors == 2
                    ? TLanes.Load(ref *products, paired) - TLanes.Load(ref *offsets, paired)
                    : first;
                TAggregation.Differentiate(scale, sum, ref first, ref second);
                first = TLanes.AndNot(first, vanished);
                TLanes.Store(first, ref *products, at);
                TLanes.Store(TLanes.Load(ref *sums, at) + first, ref *sums, at);
                if (TAggregation.Factors == 2)
                {
                    second = TLanes.AndNot(second, vanished);
                    TLanes.Store(second, ref *products, paired);
                    TLanes.Store(TLanes.Load(ref *sums, paired) + second, ref *sums, paired);
                }
            }
        }
    }

    /// <summary>The product of the projections' gradient with the weights of the block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MultiplyInput<TLanes>(
        nint features, nint depth, nint rows, float* derivative, nint stride, float* panels, float* left, float* result,
        AccumulateEpilogue epilogue)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        nint block, columns;
        for (nint row = 0; row < rows; row += block)
        {
            block = MicroKernel.Rows<TLanes>(rows - row);
            var used = nint.Min(block, rows - row);
            Panel.Pack(derivative + (row * stride), stride, 1, used, block, depth, left);
            for (nint feature = 0; feature < features; feature += columns)
            {
                columns = MicroKernel.Columns<TLanes>(features - feature);
                MicroKernel.Multiply<TLanes>(
                    block, columns, depth, left, panels + (feature * depth), result, columns);
                TileEpilogue.Apply<TLanes, AccumulateEpilogue>(
                    epilogue, result, columns, row, used, feature, nint.Min(columns, features - feature));
            }
        }
    }

    /// <summary>The accumulated terms of one vector of components, whose projections are <paramref name="width"/> apart.</summary>
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
