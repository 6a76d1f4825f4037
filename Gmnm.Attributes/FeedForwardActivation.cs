namespace Gmnm;

/// <summary>The activation between the two maps of a <see cref="FeedForwardAttribute"/>.</summary>
public enum FeedForwardActivation
{
    /// <summary>x Φ(x).</summary>
    Gelu,

    /// <summary>max(x, 0).</summary>
    Relu,

    /// <summary>x / (1 + e⁻ˣ).</summary>
    Silu,
}
