using System.Globalization;
using Gmnm.Generators.Declaration;

namespace Gmnm.Generators.Emission.Api;

/// <summary>A layer as the user would write it, with the options that differ from the defaults.</summary>
internal static class LayerText
{
    public static string Describe(LayerDeclaration layer) => layer switch
    {
        LinearLayer linear => $"Linear({linear.Units}{(linear.Bias ? "" : ", Bias = false")})",
        GmnmLayer gmnm => Gmnm(gmnm),
        ActivationLayer { Activation: Activation.LeakyRelu } leaky => $"LeakyRelu(NegativeSlope = {Number(leaky.NegativeSlope)})",
        ActivationLayer activation => activation.Activation.ToString(),
        SoftmaxLayer => "Softmax",
        LayerNormLayer norm => norm.Affine ? "LayerNorm" : "LayerNorm(Affine = false)",
        DropoutLayer dropout => $"Dropout({Number(dropout.Rate)})",
        FlattenLayer => "Flatten",
        ReshapeLayer reshape => $"Reshape({string.Join(", ", reshape.Shape)})",
        _ => layer.GetType().Name,
    };

    private static string Gmnm(GmnmLayer layer)
    {
        var projected = layer.Aggregation is Aggregation.Norm or Aggregation.Sum or Aggregation.Quadratic;
        return $"Gmnm({layer.Units}, Components = {layer.Components}"
            + (projected ? $", Projections = {layer.Projections}" : "")
            + (layer.Aggregation == Aggregation.Norm ? "" : $", {layer.Aggregation}")
            + (layer.Bias ? ")" : ", Bias = false)");
    }

    private static string Number(double value) => value.ToString(CultureInfo.InvariantCulture);
}
