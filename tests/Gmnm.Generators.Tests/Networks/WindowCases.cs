using Gmnm.Generators.Declaration;

namespace Gmnm.Generators.Tests.Networks;

/// <summary>Networks of convolutions and poolings: every option, sizes where loops end, and what fuses with them.</summary>
internal static class WindowCases
{
    private static readonly LossDeclaration s_squared = Losses.Of(Declaration.LossKind.MeanSquaredError);

    public static IEnumerable<NetworkDeclaration> All => [.. Convolutions(), .. Others(), .. Fused()];

    private static IEnumerable<NetworkDeclaration> Convolutions()
    {
        (string Name, int[] Image, LayerDeclaration Layer)[] cases =
        [
            ("Pixel", [3, 4, 5], WindowLayer.Conv2d(2, WindowLayer.Window(1))),
            ("PixelStrided", [4, 5, 7], WindowLayer.Conv2d(5, WindowLayer.Window(1, stride: 2), bias: false)),
            ("OnePixelImage", [2, 1, 1], WindowLayer.Conv2d(17, WindowLayer.Window(3, padding: 1))),
            ("Small", [1, 5, 5], WindowLayer.Conv2d(1)),
            ("FewFilters", [2, 6, 7], WindowLayer.Conv2d(3, WindowLayer.Window(3, padding: 1))),
            ("Wide", [2, 4, 37], WindowLayer.Conv2d(5, WindowLayer.Window(3, padding: 1))),
            ("Strided", [3, 9, 9], WindowLayer.Conv2d(13, WindowLayer.Window(3, stride: 2, padding: 1))),
            ("Same", [2, 7, 6], WindowLayer.Conv2d(4, WindowLayer.Window(4, stride: 3, same: true))),
            ("Dilated", [2, 9, 8], WindowLayer.Conv2d(3, WindowLayer.Window(3, padding: 2, dilation: 2))),
            ("Grouped", [6, 5, 5], WindowLayer.Conv2d(9, WindowLayer.Window(2), groups: 3, bias: false)),
            ("Rectangular", [1, 11, 6], WindowLayer.Conv2d(16, new(5, 2, 2, 1, 1, 0, false, 1))),
            ("ManyChannels", [17, 5, 5], WindowLayer.Conv2d(15)),
            ("Depthwise", [5, 6, 7], WindowLayer.DepthwiseConv2d(WindowLayer.Window(3, padding: 1))),
            ("DepthwiseStrided", [3, 9, 8], WindowLayer.DepthwiseConv2d(WindowLayer.Window(3, stride: 2, same: true), multiplier: 2)),
            ("DepthwiseMultiplied", [3, 5, 5], WindowLayer.DepthwiseConv2d(WindowLayer.Window(2), multiplier: 6, bias: false)),
            ("Transposed", [3, 4, 5], WindowLayer.ConvTranspose2d(2, stride: 2)),
            ("TransposedWithPadding", [4, 4, 4], WindowLayer.ConvTranspose2d(6, 3, 2, 1, 1, 1, 2)),
            ("TransposedDilated", [2, 3, 3], WindowLayer.ConvTranspose2d(5, 3, 1, 0, 0, 2, bias: false)),
        ];
        foreach (var (name, image, layer) in cases)
        {
            yield return Declare($"Conv{name}", image, layer);
            yield return Declare($"Conv{name}Between", [2], Layer.Linear(Elements(image)), Layer.Reshape(image), layer, Layer.Flatten(), Layer.Linear(2));
        }
    }

    private static IEnumerable<NetworkDeclaration> Others()
    {
        foreach (var size in new[] { 2, 15, 33 })
        {
            yield return Declare($"Conv1dOf{size}", [3, size], WindowLayer.Conv1d(4, 2), WindowLayer.Conv1d(2, causal: true, dilation: 3));
            foreach (var pooling in Enum.GetValues<Declaration.Pooling>())
            {
                int[] shape = pooling is Declaration.Pooling.MaxPool1d or Declaration.Pooling.AvgPool1d ? [2, size] : [2, 5, size];
                yield return Declare($"{pooling}Of{size}", [2], Layer.Linear(Elements(shape)), Layer.Reshape(shape), WindowLayer.Pool(pooling, 2));
                yield return Declare(
                    $"{pooling}Of{size}Overlapping",
                    [2], Layer.Linear(Elements(shape)), Layer.Reshape(shape), WindowLayer.Pool(pooling, 3, stride: 1, padding: 1));
            }
        }

        foreach (var mode in Enum.GetValues<Declaration.UpsampleMode>())
        {
            yield return Declare($"Upsample{mode}Image", [2], Layer.Linear(24), Layer.Reshape(2, 3, 4), WindowLayer.Upsample(3, mode));
            yield return Declare($"Upsample{mode}Sequence", [2], Layer.Linear(10), Layer.Reshape(2, 5), WindowLayer.Upsample(2, mode));
        }

        foreach (var aggregation in Layer.Aggregations)
        {
            yield return Declare(
                $"GmnmConv{aggregation}", [2, 6, 5], WindowLayer.GmnmConv2d(3, 5, 2, WindowLayer.Window(3, stride: 2, padding: 1), aggregation),
                WindowLayer.GmnmConv2d(2, 4, 1, WindowLayer.Window(2), aggregation, bias: false));
        }

        yield return Declare("GlobalAvgPoolOfAnImage", [3], Layer.Linear(60), Layer.Reshape(3, 4, 5), WindowLayer.GlobalAvgPool());
    }

    /// <summary>What follows a convolution in its registers, and what cannot.</summary>
    private static IEnumerable<NetworkDeclaration> Fused()
    {
        foreach (var (name, layer) in new (string, LayerDeclaration)[]
        {
            ("Relu", Layer.Activation(Activation.Relu)), ("Gelu", Layer.Activation(Activation.Gelu)), ("Dropout", Layer.Dropout(0.4)),
            ("Softmax", Layer.Softmax()), ("LayerNorm", Layer.LayerNorm()), ("MaxPool", WindowLayer.Pool(Declaration.Pooling.MaxPool2d, 2)),
            ("BatchNorm", Layer.BatchNorm()),
        })
        {
            yield return Declare(
                $"ConvThen{name}", [2, 8, 9], WindowLayer.Conv2d(5, WindowLayer.Window(3, padding: 1)), layer, WindowLayer.Conv2d(3), layer);
        }

        yield return NetworkSource.Declare(
            "SmallLeNet", [1, 10, 10], Losses.Of(Declaration.LossKind.CrossEntropy),
            WindowLayer.Conv2d(6, WindowLayer.Window(5, padding: 2)), Layer.Activation(Activation.Tanh),
            WindowLayer.Pool(Declaration.Pooling.AvgPool2d, 2), WindowLayer.Conv2d(16, WindowLayer.Window(3)), Layer.Activation(Activation.Relu),
            WindowLayer.Pool(Declaration.Pooling.MaxPool2d, 2), Layer.Flatten(), Layer.Linear(20), Layer.Activation(Activation.Silu), Layer.Linear(4));
    }

    private static int Elements(int[] shape) => shape.Aggregate(1, static (product, size) => product * size);

    private static NetworkDeclaration Declare(string name, int[] input, params IEnumerable<LayerDeclaration> layers) =>
        NetworkSource.Declare(name, input, s_squared, layers);
}
