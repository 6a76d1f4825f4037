using System.Globalization;
using Gmnm.Generators.Declaration;

namespace Gmnm.Generators.Emission.Api;

/// <summary>A layer as the user would write it, with the options that differ from the defaults.</summary>
internal static class LayerText
{
    public static string Describe(LossDeclaration? loss) => loss switch
    {
        null => "",
        StandardLoss standard => $"Loss({standard.Kind})",
        _ => "Loss",
    };

    public static string Describe(LayerDeclaration layer) => layer switch
    {
        LinearLayer linear => $"Linear({linear.Units}{(linear.Bias ? "" : ", Bias = false")})",
        GmnmLayer gmnm => Gmnm(gmnm),
        RecurrentLayer recurrent => Recurrent(recurrent),
        GmnmLstmLayer lstm => GmnmLstm(lstm),
        ActivationLayer { Activation: Activation.LeakyRelu } leaky => $"LeakyRelu(NegativeSlope = {Number(leaky.NegativeSlope)})",
        ActivationLayer activation => activation.Activation.ToString(),
        SoftmaxLayer => "Softmax",
        LayerNormLayer norm => Kind("LayerNorm", Epsilon(norm.Epsilon), Affine(norm.Affine)),
        BatchNormLayer norm => Kind("BatchNorm", Epsilon(norm.Epsilon), Momentum(norm.Momentum), Affine(norm.Affine)),
        GroupNormLayer norm => Kind("GroupNorm", $"{norm.Groups}", Epsilon(norm.Epsilon), Affine(norm.Affine)),
        InstanceNormLayer norm => Kind("InstanceNorm", Epsilon(norm.Epsilon), norm.Affine ? "Affine = true" : ""),
        RmsNormLayer norm => Kind("RmsNorm", Epsilon(norm.Epsilon, otherwise: 1e-6)),
        DropoutLayer dropout => $"Dropout({Number(dropout.Rate)})",
        FlattenLayer => "Flatten",
        ReshapeLayer reshape => $"Reshape({string.Join(", ", reshape.Shape)})",
        EmbeddingLayer embedding => $"Embedding({embedding.Count}, {embedding.Dimension})",
        SinusoidalPositionLayer => "SinusoidalPosition",
        LearnedPositionLayer => "LearnedPosition",
        RotaryPositionLayer => "RotaryPosition",
        MultiHeadAttentionLayer attention => AttentionText.Describe(attention),
        GmnmAttentionLayer attention => AttentionText.Describe(attention),
        FeedForwardLayer feedForward => AttentionText.Describe(feedForward),
        TransformerBlockLayer block => AttentionText.Describe(block),
        Conv2dLayer convolution => WindowText.Describe(convolution),
        DepthwiseConv2dLayer convolution => WindowText.Describe(convolution),
        Conv1dLayer convolution => WindowText.Describe(convolution),
        ConvTranspose2dLayer convolution => WindowText.Describe(convolution),
        GmnmConv2dLayer convolution => WindowText.Describe(convolution, MixtureOptions(convolution.Mixture)),
        PoolingLayer pooling => WindowText.Describe(pooling),
        GlobalAvgPoolLayer => "GlobalAvgPool",
        UpsampleLayer upsample => WindowText.Describe(upsample),
        _ => layer.GetType().Name,
    };

    private static string Gmnm(GmnmLayer layer) => $"Gmnm({layer.Units}, {string.Join(", ", MixtureOptions(layer))})";

    private static IEnumerable<string> MixtureOptions(GmnmLayer layer)
    {
        yield return $"Components = {layer.Components}";
        if (layer.Aggregation is Aggregation.Norm or Aggregation.Sum or Aggregation.Quadratic)
        {
            yield return $"Projections = {layer.Projections}";
        }

        if (layer.Aggregation != Aggregation.Norm)
        {
            yield return $"{layer.Aggregation}";
        }

        if (!layer.Bias)
        {
            yield return "Bias = false";
        }
    }

    private static string Recurrent(RecurrentLayer layer) => Kind(
        layer.Cell.ToString(),
        $"{layer.Units}",
        layer.Layers == 1 ? "" : $"Layers = {layer.Layers}",
        layer.Bidirectional ? "Bidirectional = true" : "",
        layer.Last ? "Last = true" : "");

    private static string GmnmLstm(GmnmLstmLayer layer) => Kind(
        "GmnmLstm",
        $"{layer.Units}",
        $"Components = {layer.Components}",
        layer.Aggregation is Aggregation.Diagonal or Aggregation.Isotropic ? "" : $"Projections = {layer.Projections}",
        layer.Aggregation == Aggregation.Norm ? "" : $"{layer.Aggregation}",
        layer.Gates ? "Gates = true" : "",
        layer.Last ? "Last = true" : "");

    /// <summary>A kind with those of its arguments that are not empty.</summary>
    private static string Kind(string kind, params string[] arguments) =>
        string.Join(", ", arguments.Where(static argument => argument.Length > 0)) is { Length: > 0 } list ? $"{kind}({list})" : kind;

    private static string Epsilon(double value, double otherwise = 1e-5) => value == otherwise ? "" : $"Epsilon = {Number(value)}";

    private static string Momentum(double value) => value == 0.1 ? "" : $"Momentum = {Number(value)}";

    private static string Affine(bool value) => value ? "" : "Affine = false";

    private static string Number(double value) => value.ToString(CultureInfo.InvariantCulture);
}
