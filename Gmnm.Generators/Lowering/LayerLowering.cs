using Gmnm.Generators.Declaration;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Lowering.Layers;

namespace Gmnm.Generators.Lowering;

/// <summary>From each kind of layer to its lowering.</summary>
internal static class LayerLowering
{
    /// <param name="context">The graph.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="inputs">As many as the layer takes; most take one.</param>
    public static Node Lower(LoweringContext context, LayerDeclaration layer, IReadOnlyList<Node> inputs) => layer switch
    {
        LinearLayer linear => LinearLowering.Lower(context, linear, inputs[0]),
        GmnmLayer gmnm => GmnmLowering.Lower(context, gmnm, inputs[0]),
        RecurrentLayer recurrent => RecurrentLowering.Lower(context, recurrent, inputs[0]),
        GmnmLstmLayer lstm => GmnmLstmLowering.Lower(context, lstm, inputs[0]),
        ActivationLayer activation => ActivationLowering.Lower(context, activation, inputs[0]),
        SoftmaxLayer => SoftmaxLowering.Lower(context.Graph, inputs[0], inputs[0].Shape.Rank - 1),
        LayerNormLayer norm => LayerNormLowering.Lower(context, norm, inputs[0]),
        BatchNormLayer norm => BatchNormLowering.Lower(context, norm, inputs[0]),
        GroupNormLayer norm => GroupNormLowering.Group(context, norm, inputs[0]),
        InstanceNormLayer norm => GroupNormLowering.Instance(context, norm, inputs[0]),
        RmsNormLayer norm => RmsNormLowering.Lower(context, norm, inputs[0]),
        DropoutLayer dropout => DropoutLowering.Lower(context, dropout.Rate, inputs[0]),
        FlattenLayer => ReshapeLowering.Flatten(context, inputs[0]),
        ReshapeLayer reshape => ReshapeLowering.Lower(context, reshape.Shape, inputs[0]),
        EmbeddingLayer embedding => EmbeddingLowering.Lower(context, embedding, inputs[0]),
        SinusoidalPositionLayer => PositionLowering.Sinusoidal(context, inputs[0]),
        LearnedPositionLayer learned => PositionLowering.Learned(context, learned, inputs[0]),
        RotaryPositionLayer => PositionLowering.Rotary(context, inputs[0]),
        MultiHeadAttentionLayer attention => MultiHeadAttentionLowering.Lower(context, attention, inputs),
        GmnmAttentionLayer attention => GmnmAttentionLowering.Lower(context, attention, inputs),
        FeedForwardLayer feedForward => TransformerLowering.FeedForward(context, feedForward, inputs[0]),
        TransformerBlockLayer block => TransformerLowering.Block(context, block, inputs[0]),
        Conv2dLayer convolution => ConvolutionLowering.Lower(context, convolution, inputs[0]),
        DepthwiseConv2dLayer convolution => ConvolutionLowering.Lower(context, convolution, inputs[0]),
        Conv1dLayer convolution => ConvolutionLowering.Lower(context, convolution, inputs[0]),
        ConvTranspose2dLayer convolution => ConvolutionLowering.Lower(context, convolution, inputs[0]),
        GmnmConv2dLayer convolution => ConvolutionLowering.Lower(context, convolution, inputs[0]),
        PoolingLayer pooling => PoolingLowering.Lower(context, pooling, inputs[0]),
        GlobalAvgPoolLayer => PoolingLowering.GlobalAverage(context, inputs[0]),
        UpsampleLayer upsample => PoolingLowering.Lower(context, upsample, inputs[0]),
        _ => throw new InvalidGraphException($"No lowering for {layer.GetType().Name}."),
    };
}
