namespace Gmnm;

/// <summary>
/// Scaled dot-product attention in several heads: [Tq, D] becomes [Tq, D]. Takes (x), which attends to itself,
/// (query, context) or (query, key, value), and after them the mask where <see cref="KeyPaddingMask"/> is set.
/// </summary>
/// <remarks>
/// <para>
/// With Q = W_q query + b_q, K = W_k key + b_k and V = W_v value + b_v, each cut into heads of D / heads features, a head
/// gives softmax(Q Kᵀ / √(D / heads)) V, and the output is W_o of the heads side by side, plus b_o. Query: [Tq, D], key:
/// [Tk, any], value: [Tk, any].
/// </para>
/// <para>A query that sees no key gets zeros from its heads, and so b_o.</para>
/// </remarks>
/// <param name="heads">Number of heads; divides D.</param>
public sealed class MultiHeadAttentionAttribute(int heads) : LayerAttribute
{
    /// <summary>Number of heads.</summary>
    public int Heads { get; } = heads;

    /// <summary>Whether step i sees the steps up to i alone. Off by default.</summary>
    public bool Causal { get; set; }

    /// <summary>Whether queries and keys are turned by their places, as <see cref="RotaryPositionAttribute"/> does, in each head. Off by default.</summary>
    public bool Rotary { get; set; }

    /// <summary>Whether the last input is a mask [Tk]: 0 hides a key, anything else shows it. Off by default.</summary>
    public bool KeyPaddingMask { get; set; }

    /// <summary>Whether the four projections have biases. On by default.</summary>
    public bool Bias { get; set; } = true;

    /// <summary>Share of the attention weights that training sets to zero, in [0, 1). 0 by default.</summary>
    public double Dropout { get; set; }
}
