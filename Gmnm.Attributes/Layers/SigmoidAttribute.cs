namespace Gmnm;

/// <summary>y = 1 / (1 + exp(-x)), elementwise; any shape.</summary>
public sealed class SigmoidAttribute : LayerAttribute
{
}
