using System.Collections.Immutable;

namespace Gmnm.Generators.Declaration;

/// <summary>The input of one layer as declared: sizes as long, so that sizes that do not fit can be seen.</summary>
/// <param name="Index">Index of the layer.</param>
/// <param name="Layer">The layer.</param>
/// <param name="Input">Shape of its input for one sample.</param>
/// <param name="Output">Shape of its output.</param>
internal readonly record struct DeclaredShape(
    int Index, LayerDeclaration Layer, ImmutableArray<long> Input, ImmutableArray<long> Output)
{
    public long OutputElements => Elements(Output);

    public static long Elements(ImmutableArray<long> shape) => shape.Aggregate(1L, static (product, size) => product * size);
}
