namespace Gmnm;

/// <summary>Joins all axes of a sample: [A, B, C] becomes [A·B·C], row-major.</summary>
public sealed class FlattenAttribute : LayerAttribute
{
}
