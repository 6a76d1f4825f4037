namespace Gmnm;

/// <summary>
/// Two linear maps with an activation between them, on the innermost axis: [..., D] stays [..., D]. W_2 f(W_1 x + b_1) + b_2
/// with W_1: [hidden, D].
/// </summary>
/// <param name="hidden">Size between the two, at least 1.</param>
public sealed class FeedForwardAttribute(int hidden) : LayerAttribute
{
    /// <summary>Size between the two maps.</summary>
    public int Hidden { get; } = hidden;

    /// <summary>The activation. <see cref="FeedForwardActivation.Gelu"/> by default.</summary>
    public FeedForwardActivation Activation { get; set; }

    /// <summary>Share of the hidden values that training sets to zero, in [0, 1). 0 by default.</summary>
    public double Dropout { get; set; }
}
