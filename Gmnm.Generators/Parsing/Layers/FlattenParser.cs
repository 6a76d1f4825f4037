using Gmnm.Generators.Declaration;

namespace Gmnm.Generators.Parsing.Layers;

internal static class FlattenParser
{
    public static LayerDeclaration Parse(AttributeReader _, string name) =>
        new FlattenLayer(name);
}
