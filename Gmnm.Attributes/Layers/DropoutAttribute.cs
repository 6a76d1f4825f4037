namespace Gmnm;

/// <summary>
/// In training sets each element to zero with probability <c>rate</c> and divides the others by 1 - rate; in
/// prediction does nothing. Any shape.
/// </summary>
/// <param name="rate">Probability of zero, in [0, 1).</param>
public sealed class DropoutAttribute(double rate) : LayerAttribute
{
    /// <summary>Probability of zero.</summary>
    public double Rate { get; } = rate;
}
