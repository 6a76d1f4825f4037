namespace Gmnm.Architectures;

/// <summary>One block of a transformer, written out: attention and feed-forward, each with its residual.</summary>
[Block]
public sealed partial class EncoderBlock
{
    [LayerNorm, MultiHeadAttention(4)]
    private partial SymbolicTensor Attention(SymbolicTensor x);

    [LayerNorm, Linear(64), Gelu, Linear(32)]
    private partial SymbolicTensor FeedForward(SymbolicTensor x);

    private SymbolicTensor Forward(SymbolicTensor x)
    {
        var h = x + Attention(x);
        return h + FeedForward(h);
    }
}

/// <summary>A transformer encoder that classifies sequences of tokens.</summary>
[Network, Input(12)]
[Embedding(20, 32), LearnedPosition]
[Use<EncoderBlock>(Repeat = 2)]
[LayerNorm, Flatten, Linear(3), Loss(LossKind.CrossEntropy)]
public sealed partial class TransformerEncoder;

/// <summary>A causal decoder: for each character the next one.</summary>
[Network, Input(16)]
[Embedding(24, 32), SinusoidalPosition]
[TransformerBlock(4, Hidden = 64, Causal = true), TransformerBlock(4, Hidden = 64, Causal = true)]
[LayerNorm, Linear(24), Loss(LossKind.CrossEntropy)]
public sealed partial class CharacterModel;

/// <summary>A block with Gaussian scores and a Gaussian mixture as its feed-forward part.</summary>
[Block]
public sealed partial class GmnmBlock
{
    [LayerNorm, GmnmAttention(4, Causal = true)]
    private partial SymbolicTensor Attention(SymbolicTensor x);

    [LayerNorm, Gmnm(32, Components = 48)]
    private partial SymbolicTensor FeedForward(SymbolicTensor x);

    private SymbolicTensor Forward(SymbolicTensor x)
    {
        var h = x + Attention(x);
        return h + FeedForward(h);
    }
}

/// <summary>The character model of Gaussian blocks.</summary>
[Network, Input(16)]
[Embedding(24, 32), SinusoidalPosition]
[Use<GmnmBlock>(Repeat = 2)]
[LayerNorm, Linear(24), Loss(LossKind.CrossEntropy)]
public sealed partial class GmnmCharacterModel;

/// <summary>An encoder with Gaussian scores and mixtures that classifies sequences of tokens.</summary>
[Network, Input(12)]
[Embedding(20, 32), LearnedPosition]
[GmnmAttention(4), Residual(1), LayerNorm, Gmnm(32, Components = 48), Residual(1), LayerNorm]
[Flatten, Gmnm(3, Components = 32), Loss(LossKind.CrossEntropy)]
public sealed partial class GmnmTransformerEncoder;
