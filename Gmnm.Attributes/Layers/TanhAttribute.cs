namespace Gmnm;

/// <summary>y = tanh(x), elementwise; any shape.</summary>
public sealed class TanhAttribute : LayerAttribute
{
}
