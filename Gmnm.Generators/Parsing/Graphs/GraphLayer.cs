using Gmnm.Generators.Declaration;

namespace Gmnm.Generators.Parsing.Graphs;

/// <summary>A layer with weights of its own, however often it is called.</summary>
/// <param name="declaration">The layer.</param>
/// <param name="attribute">Its attribute, for the places of its arguments.</param>
internal sealed class GraphLayer(LayerDeclaration declaration, AttributeReader attribute)
{
    public LayerDeclaration Declaration => declaration;

    public AttributeReader Attribute => attribute;
}
