namespace Gmnm;

/// <summary>y_i = exp(x_i) / Σ_j exp(x_j) over the innermost axis; the shape stays.</summary>
public sealed class SoftmaxAttribute : LayerAttribute
{
}
