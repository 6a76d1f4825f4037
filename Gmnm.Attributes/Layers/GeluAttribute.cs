namespace Gmnm;

/// <summary>y = x Φ(x) with Φ the normal distribution function, elementwise; any shape.</summary>
public sealed class GeluAttribute : LayerAttribute
{
}
