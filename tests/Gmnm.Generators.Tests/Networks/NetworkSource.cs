using System.Globalization;
using System.Text;
using Gmnm.Generators.Declaration;
using Gmnm.Generators.Model;

namespace Gmnm.Generators.Tests.Networks;

/// <summary>Declares networks and writes them as a user would: one table serves the oracle and the generator.</summary>
internal static class NetworkSource
{
    public const string Namespace = "Declared";

    /// <summary>A declaration with the names that the parser gives unnamed layers.</summary>
    public static NetworkDeclaration Declare(string name, int[] input, LossDeclaration? loss, params IEnumerable<LayerDeclaration> layers)
    {
        var ordinals = new Dictionary<string, int>();
        string NameOf(LayerDeclaration layer)
        {
            var kind = Kind(layer);
            ordinals[kind] = ordinals.GetValueOrDefault(kind) + 1;
            return string.Create(CultureInfo.InvariantCulture, $"{char.ToLowerInvariant(kind[0])}{kind[1..]}{ordinals[kind]}");
        }

        return NetworkDeclaration.Stack(
            Namespace,
            name,
            "public",
            input.ToEquatableArray(),
            layers.Select(layer => layer with { Name = NameOf(layer) }).ToEquatableArray(),
            loss);
    }

    /// <summary>C# with the attributes of each network.</summary>
    public static string Write(IEnumerable<NetworkDeclaration> networks)
    {
        var text = new StringBuilder($"using Gmnm;\n\nnamespace {Namespace};\n");
        foreach (var network in networks)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n/// <summary>A test network.</summary>\n[Network, Input({string.Join(", ", network.Inputs[0].Shape)})]\n");
            foreach (var layer in network.Layers)
            {
                text.Append(CultureInfo.InvariantCulture, $"[{Attribute(layer)}]\n");
            }

            if (network.Loss is { } loss)
            {
                text.Append(CultureInfo.InvariantCulture, $"[{Attribute((StandardLoss)loss)}]\n");
            }

            text.Append(CultureInfo.InvariantCulture, $"{network.Accessibility} partial class {network.Name};\n");
        }

        return text.ToString();
    }

    /// <summary>The name of a layer's attribute.</summary>
    public static string Kind(LayerDeclaration layer) => layer switch
    {
        ActivationLayer activation => activation.Activation.ToString(),
        RecurrentLayer recurrent => recurrent.Cell.ToString(),
        PoolingLayer pooling => pooling.Pooling.ToString(),
        _ => layer.GetType().Name[..^"Layer".Length],
    };

    private static string Attribute(LayerDeclaration layer) => layer switch
    {
        LinearLayer linear => $"Linear({linear.Units}, Bias = {Text(linear.Bias)})",
        GmnmLayer gmnm => $"Gmnm({gmnm.Units}, Components = {gmnm.Components}, Aggregation = Aggregation.{gmnm.Aggregation}, "
            + $"{(HasProjections(gmnm.Aggregation) ? $"Projections = {gmnm.Projections}, " : "")}Bias = {Text(gmnm.Bias)})",
        ActivationLayer { Activation: Activation.LeakyRelu } leaky => $"LeakyRelu(NegativeSlope = {Text(leaky.NegativeSlope)})",
        LayerNormLayer norm => $"LayerNorm(Epsilon = {Text(norm.Epsilon)}, Affine = {Text(norm.Affine)})",
        BatchNormLayer norm =>
            $"BatchNorm(Epsilon = {Text(norm.Epsilon)}, Momentum = {Text(norm.Momentum)}, Affine = {Text(norm.Affine)})",
        GroupNormLayer norm => $"GroupNorm({norm.Groups}, Epsilon = {Text(norm.Epsilon)}, Affine = {Text(norm.Affine)})",
        InstanceNormLayer norm => $"InstanceNorm(Epsilon = {Text(norm.Epsilon)}, Affine = {Text(norm.Affine)})",
        RmsNormLayer norm => $"RmsNorm(Epsilon = {Text(norm.Epsilon)})",
        DropoutLayer dropout => $"Dropout({Text(dropout.Rate)})",
        RecurrentLayer recurrent => $"{recurrent.Cell}({recurrent.Units}, Layers = {recurrent.Layers}, "
            + $"Bidirectional = {Text(recurrent.Bidirectional)}, Last = {Text(recurrent.Last)})",
        GmnmLstmLayer lstm => $"GmnmLstm({lstm.Units}, Components = {lstm.Components}, Aggregation = Aggregation.{lstm.Aggregation}, "
            + $"{(HasProjections(lstm.Aggregation) ? $"Projections = {lstm.Projections}, " : "")}Gates = {Text(lstm.Gates)}, Last = {Text(lstm.Last)})",
        ReshapeLayer reshape => $"Reshape({string.Join(", ", reshape.Shape)})",
        EmbeddingLayer embedding => $"Embedding({embedding.Count}, {embedding.Dimension})",
        MultiHeadAttentionLayer attention => $"MultiHeadAttention({attention.Heads}, Causal = {Text(attention.Causal)}, "
            + $"Rotary = {Text(attention.Rotary)}, Bias = {Text(attention.Bias)}, Dropout = {Text(attention.Dropout)})",
        GmnmAttentionLayer attention => $"GmnmAttention({attention.Heads}, Causal = {Text(attention.Causal)}, "
            + $"{(attention.Projections > 0 ? $"Projections = {attention.Projections}, " : "")}"
            + $"Normalize = {Text(attention.Normalize)}, Bias = {Text(attention.Bias)})",
        FeedForwardLayer feedForward =>
            $"FeedForward({feedForward.Hidden}, Activation = FeedForwardActivation.{feedForward.Activation}, Dropout = {Text(feedForward.Dropout)})",
        TransformerBlockLayer block => $"TransformerBlock({block.Heads}, "
            + (block.Components > 0
                ? $"Components = {block.Components}, Projections = {block.Projections}, "
                : $"Hidden = {block.Hidden}, Activation = FeedForwardActivation.{block.Activation}, ")
            + $"Causal = {Text(block.Causal)}, Rotary = {Text(block.Rotary)}, PreNorm = {Text(block.PreNorm)}, Dropout = {Text(block.Dropout)})",
        _ => WindowLayer.Attribute(layer) ?? Kind(layer),
    };

    private static bool HasProjections(Declaration.Aggregation aggregation) =>
        aggregation is not (Declaration.Aggregation.Diagonal or Declaration.Aggregation.Isotropic);

    private static string Attribute(StandardLoss loss) => loss.Kind switch
    {
        Declaration.LossKind.CrossEntropy => $"Loss(LossKind.CrossEntropy, LabelSmoothing = {Text(loss.LabelSmoothing)})",
        Declaration.LossKind.Huber => $"Loss(LossKind.Huber, Delta = {Text(loss.Delta)})",
        _ => $"Loss(LossKind.{loss.Kind})",
    };

    private static string Text(bool value) => value ? "true" : "false";

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
