using Gmnm.Generators.Declaration;
using Gmnm.Generators.Diagnostics;

namespace Gmnm.Generators.Parsing.Layers;

/// <summary>The parsers of the convolutions.</summary>
internal static class ConvolutionParsers
{
    public static LayerDeclaration Conv2d(AttributeReader attribute, string name) => new Conv2dLayer(
        name, attribute.Count("filters"), WindowParser.Parse(attribute), attribute.Count("Groups", absent: 1), HasBias(attribute));

    public static LayerDeclaration DepthwiseConv2d(AttributeReader attribute, string name) => new DepthwiseConv2dLayer(
        name, attribute.Count("Multiplier", absent: 1), WindowParser.Parse(attribute), HasBias(attribute));

    public static LayerDeclaration Conv1d(AttributeReader attribute, string name)
    {
        var (same, causal) = (attribute.Flag("Same", absent: false), attribute.Flag("Causal", absent: false));
        if (same && causal)
        {
            attribute.Report(DiagnosticDescriptors.CausalAndSame, "Causal");
        }

        WindowParser.RejectPaddings(attribute, causal ? "Causal" : same ? "Same" : null);
        return new Conv1dLayer(
            name,
            attribute.Count("filters"),
            attribute.Count("Kernel", absent: 3),
            attribute.Count("Stride", absent: 1),
            attribute.Amount("Padding"),
            same,
            causal,
            attribute.Count("Dilation", absent: 1),
            attribute.Count("Groups", absent: 1),
            HasBias(attribute));
    }

    public static LayerDeclaration ConvTranspose2d(AttributeReader attribute, string name)
    {
        var (stride, dilation) = (attribute.Count("Stride", absent: 1), attribute.Count("Dilation", absent: 1));
        var outputPadding = attribute.Amount("OutputPadding");
        if (outputPadding > 0 && outputPadding >= Math.Max(stride, dilation))
        {
            attribute.Report(
                DiagnosticDescriptors.OutputPaddingTooLarge, "OutputPadding", $"{outputPadding}", $"{stride}", $"{dilation}");
        }

        return new ConvTranspose2dLayer(
            name,
            attribute.Count("filters"),
            attribute.Count("Kernel", absent: 2),
            stride,
            attribute.Amount("Padding"),
            outputPadding,
            dilation,
            attribute.Count("Groups", absent: 1),
            HasBias(attribute));
    }

    public static LayerDeclaration GmnmConv2d(AttributeReader attribute, string name)
    {
        var mixture = GmnmParser.ParseMixture(attribute, name, "filters");
        return new GmnmConv2dLayer(
            name, mixture.Units, WindowParser.Parse(attribute), mixture.Components, mixture.Projections, mixture.Aggregation, mixture.Bias);
    }

    private static bool HasBias(AttributeReader attribute) => attribute.Flag("Bias", absent: true);
}
