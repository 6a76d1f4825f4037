using Gmnm.Generators.Declaration;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;

namespace Gmnm.Generators.Lowering.Layers;

/// <summary>Convolutions with a bias for each filter. Starts as PyTorch's: uniform in ±1 / √(inputs of a filter).</summary>
internal static class ConvolutionLowering
{
    public static Node Lower(LoweringContext context, Conv2dLayer layer, Node input)
    {
        var image = Images.Image(context, input);
        RequireGroups(context, layer.Groups, image, layer.Filters);
        return Convolve(context, layer.Name, image, Images.Over(context, layer.Window, image), layer.Filters, layer.Groups, layer.Bias);
    }

    public static Node Lower(LoweringContext context, DepthwiseConv2dLayer layer, Node input)
    {
        var image = Images.Image(context, input);
        var channels = image.Shape.Sizes[1];
        return Convolve(
            context, layer.Name, image, Images.Over(context, layer.Window, image), checked(channels * layer.Multiplier), channels, layer.Bias);
    }

    public static Node Lower(LoweringContext context, Conv1dLayer layer, Node input)
    {
        var image = Images.Sequence(context, input);
        RequireGroups(context, layer.Groups, image, layer.Filters);
        var (before, after) = layer.Causal ? (checked((layer.Kernel - 1) * layer.Dilation), 0)
            : layer.Same ? Images.SamePadding(image.Shape.Sizes[3], layer.Kernel, layer.Stride, layer.Dilation)
            : (layer.Padding, layer.Padding);
        var window = new Window(1, layer.Kernel, 1, layer.Stride, 0, 0, before, after, 1, layer.Dilation);
        Images.Checked(context, window, image, "Kernel", "Kernel");
        var weightShape = new[] { layer.Filters, image.Shape.Sizes[1] / layer.Groups, layer.Kernel };
        return Images.ToSequence(context, Convolve(context, layer.Name, image, window, layer.Filters, layer.Groups, layer.Bias, weightShape));
    }

    /// <summary>The adjoint of a convolution from the output to the input.</summary>
    public static Node Lower(LoweringContext context, ConvTranspose2dLayer layer, Node input)
    {
        var image = Images.Image(context, input);
        RequireGroups(context, layer.Groups, image, layer.Filters);
        var channels = image.Shape.Sizes[1];
        var window = new Window(
            layer.Kernel, layer.Kernel, layer.Stride, layer.Stride, layer.Padding, layer.Padding, layer.Padding, layer.Padding,
            layer.Dilation, layer.Dilation);
        var (height, width) = (Size(image.Shape.Sizes[2]), Size(image.Shape.Sizes[3]));
        if (height < 1 || width < 1)
        {
            throw context.Error("GMNM1047", "Padding", Images.Text(image), $"[{layer.Filters}, {height}, {width}]");
        }

        var filters = layer.Filters / layer.Groups;
        var start = ParameterStart.Uniform(1 / Math.Sqrt((double)filters * window.Taps));
        var weight = context.Parameter(layer.Name, "weight", start, channels, filters, layer.Kernel, layer.Kernel);
        var result = context.Graph.Add(new ConvolutionInputGradient(window, layer.Groups, (int)height, (int)width), image, weight);
        return layer.Bias ? Images.AddBias(context, layer.Name, start, result) : result;

        long Size(int size) => ((size - 1) * (long)layer.Stride) - (2L * layer.Padding)
            + (layer.Dilation * (layer.Kernel - 1L)) + layer.OutputPadding + 1;
    }

    public static Node Lower(LoweringContext context, GmnmConv2dLayer layer, Node input)
    {
        var image = Images.Image(context, input);
        var window = Images.Over(context, layer.Window, image);
        var patches = context.Graph.Named(context.Graph.Add(new Patches(window), image), layer.Name + "Patches");
        var mixture = GmnmLowering.Lower(context, layer.Mixture, patches);
        var channelsFirst = context.Graph.Add(Permute.Transpose(mixture.Shape.Rank), mixture);
        return context.Graph.Reshape(channelsFirst, window.Over(image.Shape, layer.Filters));
    }

    private static Node Convolve(
        LoweringContext context, string name, Node image, Window window, int filters, int groups, bool bias, int[]? weightShape = null)
    {
        var graph = context.Graph;
        var channels = image.Shape.Sizes[1] / groups;
        var start = ParameterStart.Uniform(1 / Math.Sqrt((double)channels * window.Taps));
        int[] shape = [filters, channels, window.KernelHeight, window.KernelWidth];
        var weight = graph.Reshape(context.Parameter(name, "weight", start, weightShape ?? shape), Shapes.Shape.Of(shape));
        var result = graph.Add(new Convolution(window, groups), image, weight);
        return bias ? Images.AddBias(context, name, start, result) : result;
    }

    private static void RequireGroups(LoweringContext context, int groups, Node image, int filters)
    {
        var channels = image.Shape.Sizes[1];
        if (channels % groups != 0)
        {
            throw context.Error("GMNM1045", "Groups", $"{channels}", Images.Text(image), $"{groups}");
        }

        if (filters % groups != 0)
        {
            throw context.Error("GMNM1044", "filters", $"{filters}", $"{groups}");
        }
    }
}
