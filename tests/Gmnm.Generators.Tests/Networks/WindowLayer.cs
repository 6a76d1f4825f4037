using System.Globalization;
using Gmnm.Generators.Declaration;

namespace Gmnm.Generators.Tests.Networks;

/// <summary>Convolutions and poolings for the tables of networks, and how a user writes them.</summary>
internal static class WindowLayer
{
    public static WindowOptions Window(int kernel = 3, int stride = 1, int padding = 0, bool same = false, int dilation = 1) =>
        new(kernel, kernel, stride, stride, padding, padding, same, dilation);

    public static LayerDeclaration Conv2d(int filters, WindowOptions? window = null, int groups = 1, bool bias = true) =>
        new Conv2dLayer("", filters, window ?? Window(), groups, bias);

    public static LayerDeclaration DepthwiseConv2d(WindowOptions? window = null, int multiplier = 1, bool bias = true) =>
        new DepthwiseConv2dLayer("", multiplier, window ?? Window(), bias);

    public static LayerDeclaration Conv1d(
        int filters, int kernel = 3, int stride = 1, int padding = 0, bool same = false, bool causal = false, int dilation = 1,
        int groups = 1, bool bias = true) =>
        new Conv1dLayer("", filters, kernel, stride, padding, same, causal, dilation, groups, bias);

    public static LayerDeclaration ConvTranspose2d(
        int filters, int kernel = 2, int stride = 1, int padding = 0, int outputPadding = 0, int dilation = 1, int groups = 1, bool bias = true) =>
        new ConvTranspose2dLayer("", filters, kernel, stride, padding, outputPadding, dilation, groups, bias);

    public static LayerDeclaration Pool(Declaration.Pooling pooling, int kernel, int? stride = null, int padding = 0) =>
        new PoolingLayer("", pooling, kernel, stride ?? kernel, padding);

    public static LayerDeclaration GlobalAvgPool() => new GlobalAvgPoolLayer("");

    public static LayerDeclaration Upsample(int factor, Declaration.UpsampleMode mode = Declaration.UpsampleMode.Nearest) =>
        new UpsampleLayer("", factor, mode);

    public static LayerDeclaration GmnmConv2d(
        int filters, int components, int projections = 1, WindowOptions? window = null,
        Declaration.Aggregation aggregation = Declaration.Aggregation.Norm, bool bias = true) =>
        new GmnmConv2dLayer("", filters, window ?? Window(), components, projections, aggregation, bias);

    /// <summary>Every kind that takes a sequence, for a tensor whose sample is [2, 4].</summary>
    public static IEnumerable<LayerDeclaration> EveryKind()
    {
        yield return Conv1d(3, bias: false);
        yield return Conv1d(4, kernel: 2, stride: 2, padding: 1, groups: 2);
        yield return Conv1d(3, causal: true, dilation: 2);
        yield return Conv1d(3, kernel: 4, same: true);
        yield return Pool(Declaration.Pooling.AvgPool1d, 2);
        yield return Pool(Declaration.Pooling.MaxPool1d, 3, stride: 1, padding: 1);
        yield return GlobalAvgPool();
        yield return Upsample(2);
        yield return Upsample(3, Declaration.UpsampleMode.Bilinear);
    }

    /// <summary>The attribute of a layer that slides a window; null for any other.</summary>
    public static string? Attribute(LayerDeclaration layer) => layer switch
    {
        Conv2dLayer conv => Text($"Conv2d({conv.Filters}, {Text(conv.Window)}, Groups = {conv.Groups}, Bias = {Text(conv.Bias)})"),
        DepthwiseConv2dLayer conv => Text($"DepthwiseConv2d({Text(conv.Window)}, Multiplier = {conv.Multiplier}, Bias = {Text(conv.Bias)})"),
        Conv1dLayer conv => Text($"Conv1d({conv.Filters}, Kernel = {conv.Kernel}, Stride = {conv.Stride}, Dilation = {conv.Dilation}, ")
            + (conv.Causal ? "Causal = true, " : conv.Same ? "Same = true, " : Text($"Padding = {conv.Padding}, "))
            + Text($"Groups = {conv.Groups}, Bias = {Text(conv.Bias)})"),
        ConvTranspose2dLayer conv => Text(
            $"ConvTranspose2d({conv.Filters}, Kernel = {conv.Kernel}, Stride = {conv.Stride}, Padding = {conv.Padding}, OutputPadding = {conv.OutputPadding}, Dilation = {conv.Dilation}, Groups = {conv.Groups}, Bias = {Text(conv.Bias)})"),
        PoolingLayer pool => Text($"{pool.Pooling}({pool.Kernel}, Stride = {pool.Stride}, Padding = {pool.Padding})"),
        UpsampleLayer upsample => Text($"Upsample({upsample.Factor}, Mode = UpsampleMode.{upsample.Mode})"),
        GmnmConv2dLayer conv => Text($"GmnmConv2d({conv.Filters}, {Text(conv.Window)}, Components = {conv.Components}, ")
            + (conv.Aggregation is Declaration.Aggregation.Diagonal or Declaration.Aggregation.Isotropic ? "" : Text($"Projections = {conv.Projections}, "))
            + Text($"Aggregation = Aggregation.{conv.Aggregation}, Bias = {Text(conv.Bias)})"),
        _ => null,
    };

    private static string Text(WindowOptions window) => Pair("Kernel", window.KernelHeight, window.KernelWidth)
        + Pair("Stride", window.StrideHeight, window.StrideWidth)
        + (window.Same ? "Same = true, " : Pair("Padding", window.PaddingHeight, window.PaddingWidth))
        + Text($"Dilation = {window.Dilation}");

    private static string Pair(string name, int height, int width) =>
        height == width ? Text($"{name} = {height}, ") : Text($"{name}Height = {height}, {name}Width = {width}, ");

    private static string Text(bool value) => value ? "true" : "false";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
