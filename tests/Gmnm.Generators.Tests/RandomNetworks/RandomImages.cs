using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Tests.RandomNetworks;

/// <summary>The operations over images and channels, with windows of every option.</summary>
internal static class RandomImages
{
    public static IReadOnlyList<Func<RandomGraph, Node?>> All { get; } =
        [Convolved, Convolved, Transposed, MaxPooled, AveragePooled, Patched, Enlarged, NormalizedByChannel];

    /// <summary>Images of the graph, or any batched value as images: its elements arranged, or as many as wanted from a product.</summary>
    private static Node Image(RandomGraph g)
    {
        if (g.Flip() && g.Any(static x => x.Shape is { Rank: 4, IsBatched: true }) is { } image)
        {
            return image;
        }

        var x = g.AnyBatched();
        var elements = x.Shape.Elements;
        if (elements > 40)
        {
            var channels = g.Divisor(elements);
            var height = g.Divisor(elements / channels);
            return g.Graph.Reshape(x, Shape.OfBatch(channels, height, elements / channels / height));
        }

        int[] sizes = [g.Random.Next(1, 5), g.Random.Next(1, 6), g.Random.Next(1, 6)];
        var flat = g.Graph.Reshape(x, Shape.OfBatch(elements));
        return g.Graph.Reshape(g.Product(flat, sizes[0] * sizes[1] * sizes[2]), Shape.OfBatch(sizes));
    }

    /// <summary>A window that fits, half of the time one of the common ones.</summary>
    private static Window? Windowed(RandomGraph g, Shape image)
    {
        int Size(int from, int to) => g.Random.Next(from, to + 1);
        var window = g.Random.Next(6) switch
        {
            0 => new Window(1, 1, 1, 1, 0, 0, 0, 0, 1, 1),
            1 => new Window(3, 3, 1, 1, 1, 1, 1, 1, 1, 1),
            2 => new Window(2, 2, 2, 2, 0, 0, 0, 0, 1, 1),
            _ => new Window(
                Size(1, 3), Size(1, 4), Size(1, 3), Size(1, 3), Size(0, 2), Size(0, 2), Size(0, 2), Size(0, 2), Size(1, 2), Size(1, 3)),
        };
        return window.Rows(image.Sizes[2]) > 0 && window.Columns(image.Sizes[3]) > 0 ? window : null;
    }

    private static Node? Convolved(RandomGraph g)
    {
        var x = Image(g);
        if (Windowed(g, x.Shape) is not { } window)
        {
            return null;
        }

        var channels = x.Shape.Sizes[1];
        var groups = g.Random.Next(3) switch { 0 => 1, 1 => channels, _ => g.Divisor(channels) };
        var weight = Weight(g, groups * g.Random.Next(1, 4), channels / groups, window);
        return weight is null ? null : g.Graph.Add(new Convolution(window, groups), x, weight);
    }

    /// <summary>The images between which and <c>x</c> a convolution would go, with rows and columns that it would leave out.</summary>
    private static Node? Transposed(RandomGraph g)
    {
        var x = Image(g);
        if (Windowed(g, x.Shape) is not { } window)
        {
            return null;
        }

        var height = ((x.Shape.Sizes[2] - 1) * window.StrideHeight) + ((window.KernelHeight - 1) * window.DilationHeight) + 1
            - window.PaddingTop - window.PaddingBottom + g.Random.Next(window.StrideHeight);
        var width = ((x.Shape.Sizes[3] - 1) * window.StrideWidth) + ((window.KernelWidth - 1) * window.DilationWidth) + 1
            - window.PaddingLeft - window.PaddingRight + g.Random.Next(window.StrideWidth);
        var filters = x.Shape.Sizes[1];
        var groups = g.Random.Next(3) switch { 0 => 1, 1 => filters, _ => g.Divisor(filters) };
        return height > 0 && width > 0 && Weight(g, filters, g.Random.Next(1, 4), window) is { } weight
            ? g.Graph.Add(new ConvolutionInputGradient(window, groups, height, width), x, weight)
            : null;
    }

    private static Node? Weight(RandomGraph g, int filters, int channels, Window window)
    {
        var shape = Shape.Of(filters, channels, window.KernelHeight, window.KernelWidth);
        return RandomGraph.Fits(shape) ? g.Graph.Scale(g.Parameter(shape), 1 / Math.Sqrt(channels * window.Taps)) : null;
    }

    /// <summary>Of images of which no two elements are always equal: the gradient goes to one of them alone.</summary>
    private static Node? MaxPooled(RandomGraph g)
    {
        var x = Image(g);
        var (height, width) = (x.Shape.Sizes[2], x.Shape.Sizes[3]);
        return Windowed(g, x.Shape) is { } window
            && SeesEverywhere(window.Rows(height), height, window.KernelHeight, window.StrideHeight, window.PaddingTop, window.DilationHeight)
            && SeesEverywhere(window.Columns(width), width, window.KernelWidth, window.StrideWidth, window.PaddingLeft, window.DilationWidth)
            ? g.Graph.Add(new MaxPool(window), g.Graph.Add(new Add(), x, g.Parameter(x.Shape.WithoutBatch())))
            : null;
    }

    /// <summary>Whether at no place along one axis all is padding.</summary>
    private static bool SeesEverywhere(int places, int size, int kernel, int stride, int padding, int dilation) =>
        Enumerable.Range(0, places).All(place => Enumerable.Range(0, kernel).Any(tap =>
            (place * stride) - padding + (tap * dilation) is var at && at >= 0 && at < size));

    private static Node? AveragePooled(RandomGraph g)
    {
        var x = Image(g);
        return Windowed(g, x.Shape) is { } window ? g.Graph.Add(new AveragePool(window), x) : null;
    }

    private static Node? Patched(RandomGraph g)
    {
        var x = Image(g);
        return Windowed(g, x.Shape) is { } window ? g.Graph.Add(new Patches(window), x) : null;
    }

    private static Node Enlarged(RandomGraph g) =>
        g.Graph.Add(new BilinearUpsample(g.Random.Next(1, 4), g.Random.Next(1, 4)), Image(g));

    /// <summary>As batch normalisation does it: the statistics of a channel are over samples and positions.</summary>
    private static Node NormalizedByChannel(RandomGraph g)
    {
        var x = g.AnyBatched();
        var channels = g.Divisor(x.Shape.Elements);
        var positions = x.Shape.Elements / channels;
        x = g.Graph.Reshape(x, Shape.OfBatch(channels, positions));
        Node Mean(Node value) => g.Graph.Add(
            new Multiply(), g.Graph.SumTo(value, Shape.Of(1, channels, 1)), g.Graph.Add(new BatchReciprocal(1.0 / positions)));

        var centered = g.Graph.Add(new Subtract(), x, Mean(x));
        var variance = Mean(g.Graph.Add(new Square(), centered));
        var scale = g.Graph.Add(new Rsqrt(), g.Graph.Add(new Add(), variance, g.Graph.Constant(0.3)));
        var weight = g.Graph.Add(new Multiply(), scale, g.Parameter(Shape.Of(channels, 1)));
        return g.Graph.Add(new Add(), g.Graph.Add(new Multiply(), centered, weight), g.Parameter(Shape.Of(channels, 1)));
    }
}
