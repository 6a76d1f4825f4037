using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Gmnm.Numerics;

/// <content>The gradient with respect to the weights, from that with respect to the projections.</content>
public static unsafe partial class GaussianProjections
{
    /// <summary>Rows of the batch that are summed before the gradient in memory is touched.</summary>
    private const int DepthRows = 256;

    /// <summary>Columns of the gradient that pass while a strip of its rows is in the first-level cache.</summary>
    private const int GroupColumns = 128;

    /// <summary>Floats of scratch for <c>WeightGradient</c> and <c>CenteredWeightGradient</c>.</summary>
    /// <param name="features">D, the length of an input.</param>
    /// <param name="projections">P, the projection rows of a component.</param>
    public static int WeightGradientScratchLength(int features, int projections) => checked(
        (DepthRows * (features + Block)) + (DepthRows * ((Block * projections) + MicroKernel.MaxRows))
        + (Block * projections) + (MicroKernel.MaxRows * (GroupColumns + 1)));

    /// <summary>The gradient with respect to the weights, <c>dyᵀ x</c>: a sum over the batch, in the order of its rows.</summary>
    /// <param name="rows">Inputs.</param>
    /// <param name="features">D, the length of an input.</param>
    /// <param name="components">Gaussian components, all or a range that starts at a multiple of 32.</param>
    /// <param name="projections">P, the projection rows of a component.</param>
    /// <param name="derivative">As <c>Derivative</c> wrote it, from the first component of the range.</param>
    /// <param name="stride">Floats from a row of the derivative to the next: that of all components.</param>
    /// <param name="input">[rows, features], row-major.</param>
    /// <param name="weightGradient">[components * projections, features]; written.</param>
    /// <param name="scratch"><see cref="WeightGradientScratchLength"/> floats.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void WeightGradient(
        nint rows, nint features, nint components, nint projections,
        ref readonly float derivative, nint stride, ref readonly float input,
        ref float weightGradient, ref float scratch)
    {
        fixed (float* dy = &derivative, x = &input, dw = &weightGradient, s = &scratch)
        {
            WeightGradient(new GaussianShape(rows, features, components, projections), dy, stride, x, new(dw), s);
        }
    }

    /// <summary>
    /// The gradient with respect to the weights of components whose offsets are <c>c = w · μ</c>: <c>dyᵀ x + dc μ</c>.
    /// </summary>
    /// <param name="rows">Inputs.</param>
    /// <param name="features">D, the length of an input.</param>
    /// <param name="components">Gaussian components, all or a range that starts at a multiple of 32.</param>
    /// <param name="projections">P, the projection rows of a component.</param>
    /// <param name="derivative">As <c>Derivative</c> wrote it, from the first component of the range.</param>
    /// <param name="stride">Floats from a row of the derivative to the next: that of all components.</param>
    /// <param name="input">[rows, features], row-major.</param>
    /// <param name="offsetGradient">[components * projections], as <c>OffsetGradient</c> wrote it.</param>
    /// <param name="centers">[components, features], row-major.</param>
    /// <param name="weightGradient">[components * projections, features]; written.</param>
    /// <param name="scratch"><see cref="WeightGradientScratchLength"/> floats.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void CenteredWeightGradient(
        nint rows, nint features, nint components, nint projections,
        ref readonly float derivative, nint stride, ref readonly float input,
        ref readonly float offsetGradient, ref readonly float centers, ref float weightGradient, ref float scratch)
    {
        fixed (float* dy = &derivative, x = &input, dc = &offsetGradient, mu = &centers, dw = &weightGradient, s = &scratch)
        {
            WeightGradient(new GaussianShape(rows, features, components, projections), dy, stride, x, new(dw, dc, mu), s);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void WeightGradient(
        GaussianShape shape, float* derivative, nint stride, float* input, GaussianParameterGradient result, float* scratch)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            WeightGradient<Lanes512>(shape, derivative, stride, input, result, scratch);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            WeightGradient<Lanes256>(shape, derivative, stride, input, result, scratch);
        }
        else
        {
            WeightGradient<Lanes128>(shape, derivative, stride, input, result, scratch);
        }
    }

    /// <summary>
    /// The inputs of as many rows as are summed at once are packed once; the derivatives of a block of components are
    /// packed and multiplied by all of them. The finished sums go to <paramref name="result"/> by row of the weights.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void WeightGradient<TLanes>(
        GaussianShape shape, float* derivative, nint stride, float* input, GaussianParameterGradient result, float* scratch)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var (rows, features, components, projections) = shape;
        var panels = scratch;
        var strips = panels + (DepthRows * (features + Block));
        var dense = strips + (DepthRows * ((Block * projections) + MicroKernel.MaxRows));
        var tile = dense + (Block * projections) + MicroKernel.MaxRows;
        nint row = 0;
        do
        {
            var depth = nint.Min(DepthRows, rows - row);
            PackColumns<TLanes>(input + (row * features), features, depth, panels);
            for (nint component = 0; component < components; component += Block)
            {
                var count = nint.Min(Block, components - component);
                var dy = derivative + (row * stride) + (component * projections);
                PackDerivative<TLanes>(dy, stride, depth, count, projections, dense, strips);
                MultiplyStrips<TLanes>(
                    shape with { Rows = depth, Components = count }, strips, panels, tile,
                    result.At(component, projections, features, row > 0, row + depth == rows));
            }

            row += depth;
        }
        while (row < rows);
    }

    /// <summary>The rows of a block's gradient in strips of the micro-kernel's height, by groups of columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MultiplyStrips<TLanes>(
        GaussianShape shape, float* strips, float* panels, float* tile, GaussianParameterGradient result)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var (depth, features, components, projections) = shape;
        var rows = components * projections;
        for (nint column = 0; column < features; column += GroupColumns)
        {
            var columns = nint.Min(GroupColumns, features - column);
            nint tileRows;
            for (nint row = 0; row < rows; row += tileRows)
            {
                tileRows = MicroKernel.Rows<TLanes>(rows - row);
                var used = nint.Min(tileRows, rows - row);
                nint width;
                for (nint c = 0; c < columns; c += width)
                {
                    width = MicroKernel.Columns<TLanes>(columns - c);
                    result.Prefetch(shape, row, used, column + c, width);
                    MicroKernel.Multiply<TLanes>(
                        tileRows, width, depth, strips + (row * depth), panels + ((column + c) * depth), tile + c,
                        GroupColumns);
                }

                result.Finish<TLanes>(tile, GroupColumns, shape, row, used, column, columns);
            }
        }
    }

    /// <summary>Packs the columns of the inputs into panels of the width that the micro-kernel takes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PackColumns<TLanes>(float* input, nint features, nint depth, float* panels)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        nint width;
        for (nint feature = 0; feature < features; feature += width)
        {
            width = MicroKernel.Columns<TLanes>(features - feature);
            Panel.Pack(
                input + feature, 1, features, nint.Min(width, features - feature), width, depth, panels + (feature * depth));
        }
    }

    /// <summary>
    /// Packs the derivatives of a block into strips of the micro-kernel's height: rows by projection, then component. Each
    /// input's are read once, since inputs are apart by a distance that the first-level cache does not like.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PackDerivative<TLanes>(
        float* derivative, nint stride, nint depth, nint count, nint projections, float* dense, float* strips)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var rows = count * projections;
        var strip = MicroKernel.Rows<TLanes>(MicroKernel.MaxRows);
        nint height;
        for (nint row = 0; row < rows; row += height)
        {
            height = MicroKernel.Rows<TLanes>(rows - row);
            if (height > rows - row)
            {
                new Span<float>(strips + (row * depth), (int)(height * depth)).Clear();
            }
        }

        for (nint d = 0; d < depth; d++)
        {
            var source = derivative + (d * stride);
            if (count < Block)
            {
                for (nint k = 0; k < projections; k++)
                {
                    Panel.Copy(source + (k * Block), dense + (k * count), count);
                }

                source = dense;
            }

            nint row = 0;
            for (; row <= rows - strip; row += strip)
            {
                CopyStrip(source + row, strips + (row * depth) + (d * strip), strip);
            }

            for (; row < rows; row += height)
            {
                height = MicroKernel.Rows<TLanes>(rows - row);
                Panel.Copy(source + row, strips + (row * depth) + (d * height), nint.Min(height, rows - row));
            }
        }
    }

    /// <summary>As many floats as a full strip has rows, 12 or 6.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopyStrip(float* source, float* destination, nint rows)
    {
        Vector128.Store(Vector128.Load(source), destination);
        if (rows == MicroKernel.MaxRows)
        {
            Vector128.Store(Vector128.Load(source + 4), destination + 4);
            Vector128.Store(Vector128.Load(source + 8), destination + 8);
        }
        else
        {
            Vector128.Store(Vector128.Load(source + 2), destination + 2);
        }
    }
}
