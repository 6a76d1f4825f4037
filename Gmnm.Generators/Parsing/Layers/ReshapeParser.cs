using Gmnm.Generators.Declaration;

namespace Gmnm.Generators.Parsing.Layers;

internal static class ReshapeParser
{
    public static LayerDeclaration Parse(AttributeReader attribute, string name) =>
        new ReshapeLayer(name, ShapeParser.Parse(attribute, mayInfer: true));
}
