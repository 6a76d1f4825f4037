using Gmnm.Generators.Declaration;

namespace Gmnm.Generators.Parsing.Layers;

internal static class DropoutParser
{
    public static LayerDeclaration Parse(AttributeReader attribute, string name) =>
        new DropoutLayer(name, attribute.Number("rate", absent: 0, NumberRange.Share));
}
