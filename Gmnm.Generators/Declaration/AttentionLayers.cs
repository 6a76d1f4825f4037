namespace Gmnm.Generators.Declaration;

internal sealed record EmbeddingLayer(string Name, int Count, int Dimension) : LayerDeclaration(Name);

internal sealed record SinusoidalPositionLayer(string Name) : LayerDeclaration(Name);

internal sealed record LearnedPositionLayer(string Name) : LayerDeclaration(Name);

internal sealed record RotaryPositionLayer(string Name) : LayerDeclaration(Name);

/// <summary>A layer that takes (x), (query, context) or (query, key, value), and then the mask where it has one.</summary>
internal abstract record AttentionLayer(string Name, int Heads, bool Causal, bool KeyPaddingMask, bool Bias) : LayerDeclaration(Name)
{
    public override int FewestInputs => KeyPaddingMask ? 2 : 1;

    public override int MostInputs => KeyPaddingMask ? 4 : 3;
}

internal sealed record MultiHeadAttentionLayer(
    string Name, int Heads, bool Causal = false, bool Rotary = false, bool KeyPaddingMask = false, bool Bias = true, double Dropout = 0)
    : AttentionLayer(Name, Heads, Causal, KeyPaddingMask, Bias);

/// <param name="Projections">0 for the size of a head.</param>
internal sealed record GmnmAttentionLayer(
    string Name, int Heads, int Projections, bool Normalize, bool Causal = false, bool KeyPaddingMask = false, bool Bias = true)
    : AttentionLayer(Name, Heads, Causal, KeyPaddingMask, Bias);

internal sealed record FeedForwardLayer(string Name, int Hidden, Activation Activation, double Dropout) : LayerDeclaration(Name);

/// <param name="Hidden">Size inside a feed-forward part of two linear maps; 0 for four times the input's features.</param>
/// <param name="Components">Components of a feed-forward part that is a GMNM; 0 for linear maps.</param>
internal sealed record TransformerBlockLayer(
    string Name,
    int Heads,
    int Hidden,
    Activation Activation,
    int Components,
    int Projections,
    bool Causal,
    bool Rotary,
    bool PreNorm,
    double Dropout) : LayerDeclaration(Name);
