namespace Gmnm;

/// <summary>
/// Self-attention and a feed-forward part, each with a residual and a layer normalisation: [T, D] stays [T, D].
/// </summary>
/// <remarks>
/// Norm first: y = x + attention(norm1(x)), output = y + feedForward(norm2(y)). Norm last: y = norm1(x + attention(x)),
/// output = norm2(y + feedForward(y)).
/// </remarks>
/// <param name="heads">Number of heads of the attention; divides D.</param>
public sealed class TransformerBlockAttribute(int heads) : LayerAttribute
{
    /// <summary>Number of heads.</summary>
    public int Heads { get; } = heads;

    /// <summary>Size inside the feed-forward part, at least 1. 4 D by default. Has no meaning with <see cref="Components"/>.</summary>
    public int Hidden { get; set; }

    /// <summary>Its activation. <see cref="FeedForwardActivation.Gelu"/> by default. Has no meaning with <see cref="Components"/>.</summary>
    public FeedForwardActivation Activation { get; set; }

    /// <summary>
    /// Where set, the feed-forward part is a <see cref="GmnmAttribute"/> of as many components, at least 1, in place of two
    /// linear maps.
    /// </summary>
    public int Components { get; set; }

    /// <summary>Projections of each of the <see cref="Components"/>, at least 1. 1 by default.</summary>
    public int Projections { get; set; } = 1;

    /// <summary>Whether step i sees the steps up to i alone. Off by default.</summary>
    public bool Causal { get; set; }

    /// <summary>Whether the attention turns queries and keys by their places. Off by default.</summary>
    public bool Rotary { get; set; }

    /// <summary>Whether each part normalises its input rather than the sum behind it. On by default.</summary>
    public bool PreNorm { get; set; } = true;

    /// <summary>Share of attention weights, hidden values and results of both parts that training sets to zero, in [0, 1). 0 by default.</summary>
    public double Dropout { get; set; }
}
