using Gmnm.Generators.Declaration;

namespace Gmnm.Generators.Parsing.Layers;

internal static class EmbeddingParser
{
    public static LayerDeclaration Parse(AttributeReader attribute, string name) =>
        new EmbeddingLayer(name, attribute.Count("count"), attribute.Count("dimension"));
}
