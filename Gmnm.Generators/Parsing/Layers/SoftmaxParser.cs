using Gmnm.Generators.Declaration;

namespace Gmnm.Generators.Parsing.Layers;

internal static class SoftmaxParser
{
    public static LayerDeclaration Parse(AttributeReader _, string name) =>
        new SoftmaxLayer(name);
}
