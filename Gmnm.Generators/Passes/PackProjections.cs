using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;

namespace Gmnm.Generators.Passes;

/// <summary>
/// Inference only: packs the weights of a Gaussian layer once, when the parameters change, where each prediction would
/// pack them again. That costs their memory twice; below a size they are in the cache anyway.
/// </summary>
internal static class PackProjections
{
    /// <summary>Weights from which on it pays: 128 KB.</summary>
    private const int Fewest = 32 * 1024;

    public static ComputationGraph Run(ComputationGraph graph)
    {
        var isFixed = Dependence.OnParametersAlone(graph);
        return GraphRewriter.Rewrite(graph, (builder, node, inputs) =>
            node.Op is GaussianProjections forward && inputs[1].Shape.Elements >= Fewest && isFixed[node.Inputs[1]]
                ? builder.Add(
                    new PackedGaussianProjections(forward),
                    [.. inputs, builder.Add(new PackedProjections(forward), inputs[1])])
                : null);
    }
}
