namespace Gmnm;

/// <summary>y = γ x / √(mean of x² + ε) over the innermost axis of size D; γ: [D]. The shape stays.</summary>
public sealed class RmsNormAttribute : LayerAttribute
{
    /// <summary>ε, positive. 1e-6 by default.</summary>
    public double Epsilon { get; set; } = 1e-6;
}
