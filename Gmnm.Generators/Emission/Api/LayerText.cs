using System.Globalization;
using Gmnm.Generators.Compilation;
using Gmnm.Generators.Declaration;

namespace Gmnm.Generators.Emission.Api;

/// <summary>A layer as the user would write it, with the options that differ from the defaults.</summary>
internal static class LayerText
{
    /// <summary>What computes a value.</summary>
    public static string Describe(CompiledValue value) =>
        value.Layer is { } layer ? Describe(layer) : value.Declaration.Operation.GetType().Name;

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
        ActivationLayer { Activation: Activation.LeakyRelu } leaky => $"LeakyRelu(NegativeSlope = {Number(leaky.NegativeSlope)})",
        ActivationLayer activation => activation.Activation.ToString(),
        SoftmaxLayer => "Softmax",
        LayerNormLayer norm => LayerNorm(norm),
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

    private static string LayerNorm(LayerNormLayer layer)
    {
        const double DefaultEpsilon = 1e-5;
        List<string> options = [];
        if (layer.Epsilon != DefaultEpsilon)
        {
            options.Add($"Epsilon = {Number(layer.Epsilon)}");
        }

        if (!layer.Affine)
        {
            options.Add("Affine = false");
        }

        return options.Count == 0 ? "LayerNorm" : $"LayerNorm({string.Join(", ", options)})";
    }

    private static string Number(double value) => value.ToString(CultureInfo.InvariantCulture);
}
