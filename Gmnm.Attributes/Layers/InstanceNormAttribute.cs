namespace Gmnm;

/// <summary>
/// y = γ (x - mean) / √(variance + ε) + β, with mean and biased variance of each channel of each sample over its positions.
/// The channels are the first axis of [C, ...], which has at least two positions; γ, β: [C]. The shape stays.
/// </summary>
public sealed class InstanceNormAttribute : LayerAttribute
{
    /// <summary>ε, positive. 1e-5 by default.</summary>
    public double Epsilon { get; set; } = 1e-5;

    /// <summary>Whether γ and β are there. Off by default.</summary>
    public bool Affine { get; set; }
}
