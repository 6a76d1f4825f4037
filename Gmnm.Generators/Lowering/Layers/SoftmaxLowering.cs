using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;

namespace Gmnm.Generators.Lowering.Layers;

/// <summary>exp(x - max) / Σ exp(x - max) over the last axis.</summary>
internal static class SoftmaxLowering
{
    public static Node Lower(LoweringContext context, Node x)
    {
        var graph = context.Graph;
        var exponentials = graph.Add(new Exp(), Shifted(graph, x));
        return graph.Add(new Divide(), exponentials, graph.Sum(exponentials, x.Shape.Rank - 1));
    }

    /// <summary>x - max(x): the same softmax, without overflow. The shift cancels, so it has no gradient.</summary>
    public static Node Shifted(GraphBuilder graph, Node x) =>
        graph.Add(new Subtract(), x, graph.Add(new StopGradient(), graph.Add(new Maximum(x.Shape.Rank - 1), x)));
}
