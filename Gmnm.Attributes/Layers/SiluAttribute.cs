namespace Gmnm;

/// <summary>y = x / (1 + exp(-x)), elementwise; any shape.</summary>
public sealed class SiluAttribute : LayerAttribute
{
}
