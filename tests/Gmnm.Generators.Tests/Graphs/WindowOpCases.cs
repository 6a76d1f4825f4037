using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Tests.Graphs;

/// <summary>Cases of the operations that slide a window over images.</summary>
internal static class WindowOpCases
{
    /// <summary>Windows over an image of 5 by 6, each with every option somewhere.</summary>
    private static readonly Window[] s_windows =
    [
        new(3, 2, 1, 1, 0, 0, 0, 0, 1, 1),
        new(2, 3, 2, 1, 1, 0, 0, 2, 1, 1),
        new(2, 2, 1, 3, 0, 1, 1, 0, 2, 3),
    ];

    public static IEnumerable<OpCase> All { get; } =
    [
        .. s_windows.SelectMany(static window => Of(window, 4, 6, 2)),
        .. Of(s_windows[1], 3, 3, 3),
        .. Of(new(1, 1, 1, 1, 0, 0, 0, 0, 1, 1), 2, 3, 1),
        .. Enlargement(2, 3),
        .. Enlargement(1, 2),
    ];

    private static IEnumerable<OpCase> Of(Window window, int channels, int filters, int groups)
    {
        var image = Shape.OfBatch(channels, 5, 6);
        var output = window.Over(image, filters);
        var pooled = window.Over(image, channels);
        var weight = Shape.Of(filters, channels / groups, window.KernelHeight, window.KernelWidth);
        yield return new(new Convolution(window, groups), [image, weight], Anywhere);
        yield return new(new ConvolutionInputGradient(window, groups, 5, 6), [output, weight], Anywhere);
        yield return new(new ConvolutionWeightGradient(window, groups), [image, output], Anywhere);
        yield return new(new AveragePool(window), [image], Anywhere);
        yield return new(new AveragePoolGradient(window, 5, 6), [pooled], Anywhere);
        yield return new(new Patches(window), [image], Anywhere);
        yield return new(new PatchesGradient(window, channels, 5, 6), [Patches.ShapeOf(window, image)], Anywhere);
        yield return new(new MaxPool(window), [image], Anywhere);
        if (groups == 1 && output.Sizes[2] > 1)
        {
            const string Made = "it is made after differentiation";
            yield return new(new PooledConvolution(window), [image, weight], Anywhere) { NoGradient = Made };
            yield return new(new PooledConvolution(window, Places: true), [image, weight], Anywhere) { NoGradient = Made };
            yield return new(
                new PlaceGradient(output.Sizes[2], output.Sizes[3]), [.. Enumerable.Repeat(PooledConvolution.Pooling.Over(output, filters), 2)],
                static (random, input) => input == 0 ? random.Next(4) : Anywhere(random, input)) { NoGradient = Made };
        }

        yield return new(new MaxPoolGradient(window), [image, pooled, pooled], Anywhere)
        {
            NoGradient = "it is a backward pass itself, checked through the gradient of the operation that it serves",
        };
    }

    private static IEnumerable<OpCase> Enlargement(int height, int width)
    {
        yield return new(new BilinearUpsample(height, width), [Shape.OfBatch(2, 3, 4)], Anywhere);
        yield return new(new BilinearUpsampleGradient(height, width), [Shape.OfBatch(2, 2 * height, 3 * width)], Anywhere);
    }

    private static double Anywhere(Random random, int input) => (random.NextDouble() * 4) - 2;
}
