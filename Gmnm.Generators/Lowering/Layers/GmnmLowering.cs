using Gmnm.Generators.Declaration;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;

namespace Gmnm.Generators.Lowering.Layers;

/// <summary>G(x) over the innermost axis.</summary>
internal static class GmnmLowering
{
    public static Node Lower(LoweringContext context, GmnmLayer layer, Node input)
    {
        var centers = input.Shape.Rank == 2 && context.InputStart(input) is { } start ? ParameterStart.InputSamples(start) : ParameterStart.Normal(1);
        return new GmnmMixture(context, layer, input.Shape.Last, centers).At(context.Graph, input, static node => node);
    }
}
