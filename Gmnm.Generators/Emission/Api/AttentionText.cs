using System.Globalization;
using Gmnm.Generators.Declaration;

namespace Gmnm.Generators.Emission.Api;

/// <summary>Layers of sequences as the user would write them.</summary>
internal static class AttentionText
{
    public static string Describe(MultiHeadAttentionLayer layer) => Write(
        "MultiHeadAttention", layer.Heads, [.. Masks(layer), (layer.Rotary, "Rotary = true"), Bias(layer), Dropout(layer.Dropout)]);

    public static string Describe(GmnmAttentionLayer layer) => Write(
        "GmnmAttention",
        layer.Heads,
        [
            (layer.Projections > 0, $"Projections = {layer.Projections}"), (!layer.Normalize, "Normalize = false"),
            .. Masks(layer), Bias(layer),
        ]);

    public static string Describe(FeedForwardLayer layer) => Write(
        "FeedForward", layer.Hidden, [Activates(layer.Activation), Dropout(layer.Dropout)]);

    public static string Describe(TransformerBlockLayer layer) => Write(
        "TransformerBlock",
        layer.Heads,
        [
            (layer.Hidden > 0, $"Hidden = {layer.Hidden}"), Activates(layer.Activation),
            (layer.Components > 0, $"Components = {layer.Components}"), (layer.Projections > 1, $"Projections = {layer.Projections}"),
            (layer.Causal, "Causal = true"), (layer.Rotary, "Rotary = true"), (!layer.PreNorm, "PreNorm = false"), Dropout(layer.Dropout),
        ]);

    private static IEnumerable<(bool, string)> Masks(AttentionLayer layer) =>
        [(layer.Causal, "Causal = true"), (layer.KeyPaddingMask, "KeyPaddingMask = true")];

    private static (bool, string) Bias(AttentionLayer layer) => (!layer.Bias, "Bias = false");

    private static (bool, string) Activates(Activation activation) => (activation != Activation.Gelu, $"Activation = {activation}");

    private static (bool, string) Dropout(double rate) => (rate > 0, $"Dropout = {rate.ToString(CultureInfo.InvariantCulture)}");

    private static string Write(string kind, int size, IEnumerable<(bool IsSet, string Text)> options) =>
        $"{kind}({string.Join(", ", options.Where(static option => option.IsSet).Select(static option => option.Text).Prepend($"{size}"))})";
}
