namespace Gmnm;

/// <summary>y = x where x is positive, else slope · x, elementwise; any shape.</summary>
public sealed class LeakyReluAttribute : LayerAttribute
{
    /// <summary>The slope left of zero, finite. 0.01 by default.</summary>
    public double NegativeSlope { get; set; } = 0.01;
}
