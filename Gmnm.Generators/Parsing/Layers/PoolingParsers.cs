using Gmnm.Generators.Declaration;
using Gmnm.Generators.Diagnostics;

namespace Gmnm.Generators.Parsing.Layers;

/// <summary>The parsers of poolings and of their opposite.</summary>
internal static class PoolingParsers
{
    /// <summary>The parser of one pooling over windows.</summary>
    public static LayerParser For(Pooling pooling) => (attribute, name) =>
    {
        var (kernel, padding) = (attribute.Count("kernel"), attribute.Amount("Padding"));
        if (kernel > 0 && padding >= kernel)
        {
            attribute.Report(DiagnosticDescriptors.PoolingPaddingTooLarge, "Padding", $"{padding}", $"{kernel}");
        }

        return new PoolingLayer(name, pooling, kernel, attribute.Has("Stride") ? attribute.Count("Stride") : kernel, padding);
    };

    public static LayerDeclaration GlobalAvgPool(AttributeReader _, string name) => new GlobalAvgPoolLayer(name);

    public static LayerDeclaration Upsample(AttributeReader attribute, string name) =>
        new UpsampleLayer(name, attribute.Count("factor"), attribute.Choice("Mode", UpsampleMode.Nearest));
}
