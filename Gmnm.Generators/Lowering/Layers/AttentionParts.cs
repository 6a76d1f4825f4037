using Gmnm.Generators.Declaration;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;

namespace Gmnm.Generators.Lowering.Layers;

/// <summary>What the kinds of attention have in common: projections, softmax over the keys, and the choice of its form.</summary>
internal static class AttentionParts
{
    /// <summary>[T, any] to [T, features], under the name <c>layer.role</c>.</summary>
    public static Node Project(LoweringContext context, AttentionLayer layer, string role, Node x, int features) =>
        context.Graph.Named(
            LinearLowering.Lower(context, new LinearLayer($"{layer.Name}.{role}", features, layer.Bias), x),
            LayerName.ToIdentifier($"{layer.Name}.{role}"));

    /// <summary>
    /// softmax(scale a bᵀ + bias) V in each head: one operation, whose weights are never in memory as a whole. Where they are
    /// dropped out, each is needed with its own random number: then the elementary operations stand here, with the weights in
    /// memory.
    /// </summary>
    /// <param name="context">Takes the nodes.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="inputs">What it is called with.</param>
    /// <param name="queries">a, [Tq, H · P].</param>
    /// <param name="keys">b, [Tk, H · P].</param>
    /// <param name="scale">Factor of the products.</param>
    /// <param name="bias">[Tk, H]; null for none.</param>
    /// <param name="dropout">Rate at which weights are dropped.</param>
    public static Node Attend(
        LoweringContext context, AttentionLayer layer, AttentionInputs inputs, Node queries, Node keys, double scale, Node? bias, double dropout)
    {
        var values = Project(context, layer, "value", inputs.Value, inputs.Features);
        var attention = new Attention(layer.Heads, scale, layer.Causal, inputs.Mask is not null, bias is not null);
        Node[] operands = [.. new[] { queries, keys, values, inputs.Mask, bias }.OfType<Node>()];
        return Output(context, layer, inputs, context.Training && dropout > 0
            ? ComposedAttention.Build(
                context.Graph, attention, operands, weights => DropoutLowering.Lower(context, dropout, NamedWeights(context, layer, weights)))
            : context.Graph.Add(attention, operands));
    }

    /// <summary>The mixed values, projected.</summary>
    public static Node Output(LoweringContext context, AttentionLayer layer, AttentionInputs inputs, Node mixed) =>
        LinearLowering.Lower(context, new LinearLayer($"{layer.Name}.output", inputs.Features, layer.Bias), mixed);

    public static Node NamedWeights(LoweringContext context, AttentionLayer layer, Node weights) =>
        context.Graph.Named(weights, LayerName.ToIdentifier($"{layer.Name}.weights"));
}
