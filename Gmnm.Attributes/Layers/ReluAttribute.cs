namespace Gmnm;

/// <summary>y = max(x, 0), elementwise; any shape.</summary>
public sealed class ReluAttribute : LayerAttribute
{
}
