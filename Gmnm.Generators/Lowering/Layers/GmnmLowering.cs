using Gmnm.Generators.Declaration;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;

namespace Gmnm.Generators.Lowering.Layers;

/// <summary>G(x) over the innermost axis.</summary>
internal static class GmnmLowering
{
    public static Node Lower(LoweringContext context, GmnmLayer layer, Node input)
    {
        var centers = context.IsNetworkInput(input) && input.Shape.Rank == 2 ? ParameterStart.InputSamples : ParameterStart.Normal(1);
        return new GmnmMixture(context, layer, input.Shape.Last, centers).At(context.Graph, input, static node => node);
    }
}
