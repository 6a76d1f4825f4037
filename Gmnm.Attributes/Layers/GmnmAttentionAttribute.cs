namespace Gmnm;

/// <summary>
/// Attention by distance: a key counts by a Gaussian of how far it is from the query. [Tq, D] becomes [Tq, D]; the inputs are
/// those of <see cref="MultiHeadAttentionAttribute"/>.
/// </summary>
/// <remarks>
/// In each head, with queries q_i and keys k_j of D / heads features, the score is s_ij = exp(-½ ‖W (q_i - k_j)‖²) with the
/// head's own W: [projections, D / heads]. The scores of a query are divided by their sum, or taken as they are.
/// </remarks>
/// <param name="heads">Number of heads; divides D.</param>
public sealed class GmnmAttentionAttribute(int heads) : LayerAttribute
{
    /// <summary>Number of heads.</summary>
    public int Heads { get; } = heads;

    /// <summary>Number of rows of each W, at least 1. By default the size of a head.</summary>
    public int Projections { get; set; }

    /// <summary>Whether the scores of a query are divided by their sum. On by default.</summary>
    public bool Normalize { get; set; } = true;

    /// <summary>Whether step i sees the steps up to i alone. Off by default.</summary>
    public bool Causal { get; set; }

    /// <summary>Whether the last input is a mask [Tk]: 0 hides a key, anything else shows it. Off by default.</summary>
    public bool KeyPaddingMask { get; set; }

    /// <summary>Whether the four projections have biases. On by default.</summary>
    public bool Bias { get; set; } = true;
}
