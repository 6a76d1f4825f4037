namespace Gmnm;

/// <summary>y = W x + b on the innermost axis: [..., D] becomes [..., units], with W: [units, D] and b: [units].</summary>
/// <param name="units">Size of the output, at least 1.</param>
public sealed class LinearAttribute(int units) : LayerAttribute
{
    /// <summary>Size of the output.</summary>
    public int Units { get; } = units;

    /// <summary>Whether b is added. On by default.</summary>
    public bool Bias { get; set; } = true;
}
