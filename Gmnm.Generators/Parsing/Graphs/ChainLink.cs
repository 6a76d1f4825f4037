using System.Collections.Immutable;

namespace Gmnm.Generators.Parsing.Graphs;

/// <summary>One attribute of a chain.</summary>
internal abstract record ChainLink(AttributeReader Attribute);

/// <summary>A layer.</summary>
internal sealed record LayerLink(AttributeReader Attribute, GraphLayer Layer) : ChainLink(Attribute);

/// <summary>A block, as often as it is repeated: the same one where the repetitions share weights.</summary>
internal sealed record BlockLink(AttributeReader Attribute, ImmutableArray<BlockInstance> Blocks) : ChainLink(Attribute);

/// <summary>Adds the input of the layer that stands <paramref name="Layers"/> back.</summary>
internal sealed record ResidualLink(AttributeReader Attribute, string Name, int Layers) : ChainLink(Attribute);
