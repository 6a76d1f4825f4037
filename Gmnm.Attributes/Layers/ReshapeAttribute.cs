namespace Gmnm;

/// <summary>Gives a sample another shape with as many elements, row-major.</summary>
/// <param name="shape">Sizes from the outermost axis to the innermost, each at least 1; one may be -1, to be inferred.</param>
public sealed class ReshapeAttribute(params int[] shape) : LayerAttribute
{
    /// <summary>Sizes from the outermost axis to the innermost.</summary>
    public int[] Shape { get; } = shape;
}
