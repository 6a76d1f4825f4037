using Gmnm.Generators.Declaration;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;

namespace Gmnm.Generators.Lowering.Layers;

/// <summary>Inverted dropout: in training x times a random mask scaled by 1 / (1 - rate), in inference x itself.</summary>
internal static class DropoutLowering
{
    public static Node Lower(LoweringContext context, DropoutLayer layer, Node x) => context.Training && layer.Rate > 0
        ? context.Graph.Add(new Multiply(), x, context.Graph.Add(new DropoutMask(layer.Rate, context.NextDropout(), x.Shape)))
        : x;
}
