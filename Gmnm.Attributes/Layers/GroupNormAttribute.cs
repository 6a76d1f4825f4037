namespace Gmnm;

/// <summary>
/// y = γ (x - mean) / √(variance + ε) + β, with mean and biased variance of each sample over a group of neighbouring channels
/// and all positions. The channels are the first axis of [C, ...] or [C]; γ, β: [C]. The shape stays.
/// </summary>
/// <param name="groups">Number of groups, a divisor of C.</param>
public sealed class GroupNormAttribute(int groups) : LayerAttribute
{
    /// <summary>Number of groups.</summary>
    public int Groups { get; } = groups;

    /// <summary>ε, positive. 1e-5 by default.</summary>
    public double Epsilon { get; set; } = 1e-5;

    /// <summary>Whether γ and β are there. On by default.</summary>
    public bool Affine { get; set; } = true;
}
