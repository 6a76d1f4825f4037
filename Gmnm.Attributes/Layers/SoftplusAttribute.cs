namespace Gmnm;

/// <summary>y = log(1 + exp(x)), elementwise; any shape.</summary>
public sealed class SoftplusAttribute : LayerAttribute
{
}
