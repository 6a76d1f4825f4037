namespace Gmnm;

/// <summary>
/// y = γ (x - mean) / √(variance + ε) + β over the innermost axis of size D; γ, β: [D]. The shape stays.
/// </summary>
public sealed class LayerNormAttribute : LayerAttribute
{
    /// <summary>ε, positive. 1e-5 by default.</summary>
    public double Epsilon { get; set; } = 1e-5;

    /// <summary>Whether γ and β are there. On by default.</summary>
    public bool Affine { get; set; } = true;
}
