namespace Gmnm.Numerics;

/// <summary>A right matrix of <see cref="TransposedProducts"/>, and where its product goes.</summary>
/// <param name="start">Element (0, 0): [depth, columns], row-major.</param>
/// <param name="columns">Its columns.</param>
/// <param name="product">Element (0, 0) of the product: [rows, columns], row-major, dense.</param>
public readonly ref struct RightMatrix(ref readonly float start, int columns, ref float product)
{
    internal readonly ref readonly float Start = ref start;
    internal readonly ref float Product = ref product;

    internal int Columns { get; } = columns;
}
