using Gmnm.Generators.Declaration;

namespace Gmnm.Generators.Emission.Api;

/// <summary>Layers that slide a window, as the user would write them, with the options that differ from the defaults.</summary>
internal static class WindowText
{
    private static readonly WindowOptions s_defaults = new(3, 3, 1, 1, 0, 0, false, 1);

    public static string Describe(Conv2dLayer layer) => Call(
        "Conv2d", [$"{layer.Filters}", .. Options(layer.Window), .. Option("Groups", layer.Groups, 1), .. Bias(layer.Bias)]);

    public static string Describe(DepthwiseConv2dLayer layer) => Call(
        "DepthwiseConv2d", [.. Option("Multiplier", layer.Multiplier, 1), .. Options(layer.Window), .. Bias(layer.Bias)]);

    public static string Describe(Conv1dLayer layer) => Call(
        "Conv1d",
        [
            $"{layer.Filters}", .. Option("Kernel", layer.Kernel, 3), .. Option("Stride", layer.Stride, 1),
            .. Option("Padding", layer.Padding, 0), .. Flag("Same", layer.Same), .. Flag("Causal", layer.Causal),
            .. Option("Dilation", layer.Dilation, 1), .. Option("Groups", layer.Groups, 1), .. Bias(layer.Bias),
        ]);

    public static string Describe(ConvTranspose2dLayer layer) => Call(
        "ConvTranspose2d",
        [
            $"{layer.Filters}", .. Option("Kernel", layer.Kernel, 2), .. Option("Stride", layer.Stride, 1),
            .. Option("Padding", layer.Padding, 0), .. Option("OutputPadding", layer.OutputPadding, 0),
            .. Option("Dilation", layer.Dilation, 1), .. Option("Groups", layer.Groups, 1), .. Bias(layer.Bias),
        ]);

    public static string Describe(PoolingLayer layer) => Call(
        $"{layer.Pooling}",
        [$"{layer.Kernel}", .. Option("Stride", layer.Stride, layer.Kernel), .. Option("Padding", layer.Padding, 0)]);

    public static string Describe(UpsampleLayer layer) => Call(
        "Upsample", [$"{layer.Factor}", .. layer.Mode == UpsampleMode.Nearest ? (string[])[] : [$"{layer.Mode}"]]);

    /// <param name="layer">The layer.</param>
    /// <param name="mixture">The options of its mixture, as <c>Gmnm</c> writes them.</param>
    public static string Describe(GmnmConv2dLayer layer, IEnumerable<string> mixture) => Call(
        "GmnmConv2d", [$"{layer.Filters}", .. Options(layer.Window), .. mixture]);

    private static IEnumerable<string> Options(WindowOptions options) =>
    [
        .. Pair("Kernel", options.KernelHeight, options.KernelWidth, s_defaults.KernelHeight),
        .. Pair("Stride", options.StrideHeight, options.StrideWidth, s_defaults.StrideHeight),
        .. Pair("Padding", options.PaddingHeight, options.PaddingWidth, s_defaults.PaddingHeight),
        .. Flag("Same", options.Same),
        .. Option("Dilation", options.Dilation, s_defaults.Dilation),
    ];

    private static IEnumerable<string> Pair(string name, int height, int width, int absent) => height == width
        ? Option(name, height, absent)
        : [$"{name}Height = {height}", $"{name}Width = {width}"];

    private static IEnumerable<string> Option(string name, int value, int absent) => value == absent ? [] : [$"{name} = {value}"];

    private static IEnumerable<string> Flag(string name, bool value) => value ? [$"{name} = true"] : [];

    private static IEnumerable<string> Bias(bool bias) => bias ? [] : ["Bias = false"];

    private static string Call(string kind, IEnumerable<string> options) =>
        string.Join(", ", options) is { Length: > 0 } text ? $"{kind}({text})" : kind;
}
