namespace Gmnm.Numerics;

/// <summary>The left matrix of products with packed right matrices. Implementations are to be inlined.</summary>
public interface ILeftRows
{
    /// <summary>
    /// Writes <c>strip[d * width + i]</c> for every depth d: element d of row <c>row + i</c> for i below
    /// <paramref name="count"/>, zero from there to <paramref name="width"/>; <see cref="PackedProducts.PackRows"/> does
    /// so for a range of depths.
    /// </summary>
    void Pack(nint row, nint count, nint width, ref float strip);
}
