using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;

namespace Gmnm.Generators.Lowering.Layers;

/// <summary>Inverted dropout: in training x times a random mask scaled by 1 / (1 - rate), in inference x itself.</summary>
internal static class DropoutLowering
{
    public static Node Lower(LoweringContext context, double rate, Node x) => context.Training && rate > 0
        ? context.Graph.Add(new Multiply(), x, context.Graph.Add(new DropoutMask(rate, context.NextDropout(), x.Shape)))
        : x;
}
