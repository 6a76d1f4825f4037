namespace Gmnm;

/// <summary>An image enlarged by a whole factor: [C, H, W] becomes [C, factor · H, factor · W], [C, L] becomes [C, factor · L].</summary>
/// <param name="factor">Elements of the output along each axis for each of the input, at least 1.</param>
public sealed class UpsampleAttribute(int factor) : LayerAttribute
{
    /// <summary>Elements of the output along each axis for each of the input.</summary>
    public int Factor { get; } = factor;

    /// <summary>What is between the elements of the input. <see cref="UpsampleMode.Nearest"/> by default.</summary>
    public UpsampleMode Mode { get; set; } = UpsampleMode.Nearest;
}
