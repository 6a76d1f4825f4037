namespace Gmnm.Numerics;

/// <summary>The extents and options of a call of <see cref="FusedAttention"/>.</summary>
/// <param name="Samples">Sequences.</param>
/// <param name="Queries">Queries of a sequence.</param>
/// <param name="Keys">Keys, and values, of a sequence.</param>
/// <param name="Heads">Heads, side by side in a row.</param>
/// <param name="Size">Features of a query and of a key in a head.</param>
/// <param name="ValueSize">Features of a value in a head.</param>
/// <param name="Scale">Factor of the products of queries and keys.</param>
/// <param name="Causal">Whether a query sees no key after its own place.</param>
internal readonly record struct AttentionShape(
    nint Samples, nint Queries, nint Keys, nint Heads, nint Size, nint ValueSize, float Scale, bool Causal)
{
    /// <summary>Floats from a query, or a key, to the next.</summary>
    internal nint Stride => Heads * Size;

    /// <summary>Floats from a value, or a result, to the next.</summary>
    internal nint ValueStride => Heads * ValueSize;

    /// <summary>Keys that some query of a tile sees.</summary>
    /// <param name="end">The query after the tile's last.</param>
    internal nint Visible(nint end) => Causal ? nint.Min(Keys, end) : Keys;
}
