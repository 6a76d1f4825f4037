using Gmnm.Generators.Declaration;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Lowering.Layers;

/// <summary>What layers over images and sequences check and compute alike. A sequence is an image of height 1.</summary>
internal static class Images
{
    /// <summary>The input of a layer that takes images [C, H, W].</summary>
    public static Node Image(LoweringContext context, Node x) => x.Shape.Rank == 4 && x.Shape.IsBatched
        ? x
        : throw context.Error("GMNM1040", null, Text(x));

    /// <summary>The input of a layer that takes sequences [C, L], as images [C, 1, L].</summary>
    public static Node Sequence(LoweringContext context, Node x) => x.Shape.Rank == 3 && x.Shape.IsBatched
        ? context.Graph.Reshape(x, Window.Image(x.Shape, x.Shape.Sizes[1], 1, x.Shape.Sizes[2]))
        : throw context.Error("GMNM1041", null, Text(x));

    /// <summary>Back from an image of height 1 to a sequence.</summary>
    public static Node ToSequence(LoweringContext context, Node image) =>
        context.Graph.Reshape(image, Shape.OfBatch(image.Shape.Sizes[1], image.Shape.Sizes[3]));

    /// <summary>The window that options mean over an image.</summary>
    public static Window Over(LoweringContext context, WindowOptions options, Node image)
    {
        var (height, width) = (image.Shape.Sizes[2], image.Shape.Sizes[3]);
        var (top, bottom) = options.Same
            ? SamePadding(height, options.KernelHeight, options.StrideHeight, options.Dilation)
            : (options.PaddingHeight, options.PaddingHeight);
        var (left, right) = options.Same
            ? SamePadding(width, options.KernelWidth, options.StrideWidth, options.Dilation)
            : (options.PaddingWidth, options.PaddingWidth);
        var isSquare = options.KernelHeight == options.KernelWidth;
        return Checked(
            context,
            new(
                options.KernelHeight, options.KernelWidth, options.StrideHeight, options.StrideWidth, top, bottom, left, right,
                options.Dilation, options.Dilation),
            image, isSquare ? "Kernel" : "KernelHeight", isSquare ? "Kernel" : "KernelWidth");
    }

    /// <summary>The window, where it fits into its padded input.</summary>
    public static Window Checked(LoweringContext context, Window window, Node image, string heightArgument, string widthArgument)
    {
        var (height, width) = (image.Shape.Sizes[2], image.Shape.Sizes[3]);
        if (window.Rows(height) < 1)
        {
            throw TooLarge(heightArgument, window.KernelHeight, window.DilationHeight, height + window.PaddingTop + window.PaddingBottom);
        }

        return window.Columns(width) > 0
            ? window
            : throw TooLarge(widthArgument, window.KernelWidth, window.DilationWidth, width + window.PaddingLeft + window.PaddingRight);

        Exception TooLarge(string argument, int kernel, int dilation, long padded) => context.Error(
            "GMNM1042", argument, $"{((kernel - 1) * (long)dilation) + 1}", $"{padded}", Text(image));
    }

    /// <summary>TensorFlow's padding SAME: ⌈size / stride⌉ places; an odd element of padding is behind.</summary>
    public static (int Before, int After) SamePadding(int size, int kernel, int stride, int dilation)
    {
        var places = ((size - 1) / stride) + 1;
        var total = Math.Max(checked(((places - 1) * stride) + ((kernel - 1) * dilation) + 1 - size), 0);
        return (total / 2, total - (total / 2));
    }

    /// <summary>Adds one number for each channel of an image.</summary>
    public static Node AddBias(LoweringContext context, string layer, ParameterStart start, Node image)
    {
        var filters = image.Shape.Sizes[1];
        var bias = context.Parameter(layer, "bias", start, filters);
        return context.Graph.Add(new Add(), image, context.Graph.Reshape(bias, Shape.Of(filters, 1, 1)));
    }

    /// <summary>The shape of one sample, for messages.</summary>
    public static string Text(Node value) => value.Shape.WithoutBatch().ToString();
}
