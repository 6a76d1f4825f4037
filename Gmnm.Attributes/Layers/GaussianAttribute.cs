namespace Gmnm;

/// <summary>y = exp(-x² / 2), elementwise; any shape.</summary>
public sealed class GaussianAttribute : LayerAttribute
{
}
