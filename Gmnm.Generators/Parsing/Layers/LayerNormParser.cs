using Gmnm.Generators.Declaration;

namespace Gmnm.Generators.Parsing.Layers;

internal static class LayerNormParser
{
    public static LayerDeclaration Parse(AttributeReader attribute, string name) =>
        new LayerNormLayer(
            name,
            attribute.Number("Epsilon", absent: 1e-5, NumberRange.Positive),
            attribute.Flag("Affine", absent: true));
}
