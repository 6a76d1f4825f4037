using Gmnm.Generators.Declaration;

namespace Gmnm.Generators.Parsing.Layers;

/// <summary>The parser of each layer attribute, by its name without the suffix.</summary>
internal static class LayerParsers
{
    public static IReadOnlyDictionary<string, LayerParser> ByKind { get; } = new Dictionary<string, LayerParser>
    {
        ["Linear"] = LinearParser.Parse,
        ["Gmnm"] = GmnmParser.Parse,
        ["Lstm"] = RecurrentParser.For(RecurrentCell.Lstm),
        ["Gru"] = RecurrentParser.For(RecurrentCell.Gru),
        ["GmnmLstm"] = GmnmLstmParser.Parse,
        ["Relu"] = ActivationParser.For(Activation.Relu),
        ["LeakyRelu"] = ActivationParser.For(Activation.LeakyRelu),
        ["Gelu"] = ActivationParser.For(Activation.Gelu),
        ["Silu"] = ActivationParser.For(Activation.Silu),
        ["Tanh"] = ActivationParser.For(Activation.Tanh),
        ["Sigmoid"] = ActivationParser.For(Activation.Sigmoid),
        ["Softplus"] = ActivationParser.For(Activation.Softplus),
        ["Gaussian"] = ActivationParser.For(Activation.Gaussian),
        ["Softmax"] = SoftmaxParser.Parse,
        ["LayerNorm"] = LayerNormParser.Parse,
        ["BatchNorm"] = NormParsers.Batch,
        ["GroupNorm"] = NormParsers.Group,
        ["InstanceNorm"] = NormParsers.Instance,
        ["RmsNorm"] = NormParsers.Rms,
        ["Dropout"] = DropoutParser.Parse,
        ["Flatten"] = FlattenParser.Parse,
        ["Reshape"] = ReshapeParser.Parse,
        ["Embedding"] = EmbeddingParser.Parse,
        ["SinusoidalPosition"] = PositionParser.Sinusoidal,
        ["LearnedPosition"] = PositionParser.Learned,
        ["RotaryPosition"] = PositionParser.Rotary,
        ["MultiHeadAttention"] = AttentionParser.MultiHead,
        ["GmnmAttention"] = AttentionParser.Gmnm,
        ["FeedForward"] = TransformerParser.FeedForward,
        ["TransformerBlock"] = TransformerParser.Block,
        ["Conv2d"] = ConvolutionParsers.Conv2d,
        ["DepthwiseConv2d"] = ConvolutionParsers.DepthwiseConv2d,
        ["Conv1d"] = ConvolutionParsers.Conv1d,
        ["ConvTranspose2d"] = ConvolutionParsers.ConvTranspose2d,
        ["GmnmConv2d"] = ConvolutionParsers.GmnmConv2d,
        ["MaxPool1d"] = PoolingParsers.For(Pooling.MaxPool1d),
        ["MaxPool2d"] = PoolingParsers.For(Pooling.MaxPool2d),
        ["AvgPool1d"] = PoolingParsers.For(Pooling.AvgPool1d),
        ["AvgPool2d"] = PoolingParsers.For(Pooling.AvgPool2d),
        ["GlobalAvgPool"] = PoolingParsers.GlobalAvgPool,
        ["Upsample"] = PoolingParsers.Upsample,
    };
}
