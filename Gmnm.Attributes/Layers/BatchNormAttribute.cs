namespace Gmnm;

/// <summary>
/// y = γ (x - mean) / √(variance + ε) + β for each channel, the first axis of a sample of shape [C, ...] or [C]; γ, β: [C].
/// The shape stays.
/// </summary>
/// <remarks>
/// <para>
/// In training, mean and biased variance are those of the channel over the batch and all positions, and each step moves the
/// running statistics towards them: running ← (1 - m) · running + m · batch, with the unbiased variance. A prediction uses
/// the running statistics.
/// </para>
/// <para>
/// Where a training batch has a single value for a channel (one sample of shape [C]), y is β and the running variance stays.
/// A frozen layer uses the running statistics in training too, and leaves them.
/// </para>
/// </remarks>
public sealed class BatchNormAttribute : LayerAttribute
{
    /// <summary>ε, positive. 1e-5 by default.</summary>
    public double Epsilon { get; set; } = 1e-5;

    /// <summary>m, the share of the batch in the running statistics, above 0 and at most 1. 0.1 by default.</summary>
    public double Momentum { get; set; } = 0.1;

    /// <summary>Whether γ and β are there. On by default.</summary>
    public bool Affine { get; set; } = true;
}
