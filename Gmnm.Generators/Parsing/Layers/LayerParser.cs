using Gmnm.Generators.Declaration;

namespace Gmnm.Generators.Parsing.Layers;

/// <summary>Reads the options of one layer; wrong ones are reported through <paramref name="attribute"/>.</summary>
/// <param name="attribute">The layer's attribute.</param>
/// <param name="name">Name of the layer, settled.</param>
internal delegate LayerDeclaration LayerParser(AttributeReader attribute, string name);
