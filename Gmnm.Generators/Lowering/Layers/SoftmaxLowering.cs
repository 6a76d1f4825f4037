using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;

namespace Gmnm.Generators.Lowering.Layers;

/// <summary>exp(x - max) / Σ exp(x - max) along one axis.</summary>
internal static class SoftmaxLowering
{
    public static Node Lower(GraphBuilder graph, Node x, int axis)
    {
        var exponentials = graph.Add(new Exp(), Shifted(graph, x, axis));
        return graph.Add(new Divide(), exponentials, graph.Sum(exponentials, axis));
    }

    /// <summary>x - max(x): the same softmax, without overflow.</summary>
    public static Node Shifted(GraphBuilder graph, Node x, int axis) => graph.Add(new Subtract(), x, Shift(graph, x, axis));

    /// <summary>max(x), for results from which it cancels: so it has no gradient.</summary>
    public static Node Shift(GraphBuilder graph, Node x, int axis) => graph.Add(new StopGradient(), graph.Add(new Maximum(axis), x));
}
