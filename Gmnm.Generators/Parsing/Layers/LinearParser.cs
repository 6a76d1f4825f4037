using Gmnm.Generators.Declaration;

namespace Gmnm.Generators.Parsing.Layers;

internal static class LinearParser
{
    public static LayerDeclaration Parse(AttributeReader attribute, string name) =>
        new LinearLayer(name, attribute.Count("units"), attribute.Flag("Bias", absent: true));
}
