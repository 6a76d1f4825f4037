using Gmnm.Generators.Declaration;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;

namespace Gmnm.Generators.Lowering.Layers;

/// <summary>Feed-forward parts, and blocks of attention and feed-forward with residuals.</summary>
internal static class TransformerLowering
{
    private const double NormEpsilon = 1e-5;
    private const int DefaultExpansion = 4;

    public static Node FeedForward(LoweringContext context, FeedForwardLayer layer, Node x)
    {
        var hidden = LinearLowering.Lower(context, new LinearLayer($"{layer.Name}.hidden", layer.Hidden, Bias: true), x);
        var activated = ActivationLowering.Lower(context, new ActivationLayer(layer.Name, layer.Activation, NegativeSlope: 0), hidden);
        return LinearLowering.Lower(
            context,
            new LinearLayer($"{layer.Name}.output", x.Shape.Last, Bias: true),
            DropoutLowering.Lower(context, layer.Dropout, activated));
    }

    public static Node Block(LoweringContext context, TransformerBlockLayer layer, Node x)
    {
        SequenceForm.Require(context, x);
        var attended = Part(context, layer, "norm1", x, part => MultiHeadAttentionLowering.Lower(context, Attention(layer), [part]));
        return Part(context, layer, "norm2", attended, part => FeedForward(context, layer, part));
    }

    /// <summary>x + part(norm(x)), or norm(x + part(x)).</summary>
    private static Node Part(LoweringContext context, TransformerBlockLayer layer, string norm, Node x, Func<Node, Node> part)
    {
        var declaration = new LayerNormLayer($"{layer.Name}.{norm}", NormEpsilon, Affine: true);
        var input = layer.PreNorm ? LayerNormLowering.Lower(context, declaration, x) : x;
        var sum = context.Graph.Add(new Add(), x, DropoutLowering.Lower(context, layer.Dropout, part(input)));
        return layer.PreNorm ? sum : LayerNormLowering.Lower(context, declaration, sum);
    }

    private static MultiHeadAttentionLayer Attention(TransformerBlockLayer layer) =>
        new($"{layer.Name}.attention", layer.Heads, layer.Causal, layer.Rotary, Dropout: layer.Dropout);

    private static Node FeedForward(LoweringContext context, TransformerBlockLayer layer, Node x)
    {
        var (name, features) = ($"{layer.Name}.feedForward", x.Shape.Last);
        return layer.Components > 0
            ? GmnmLowering.Lower(context, new GmnmLayer(name, features, layer.Components, layer.Projections, Aggregation.Norm, Bias: true), x)
            : FeedForward(
                context,
                new FeedForwardLayer(name, layer.Hidden > 0 ? layer.Hidden : DefaultExpansion * features, layer.Activation, layer.Dropout),
                x);
    }
}
