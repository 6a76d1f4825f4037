using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;

namespace Gmnm.Generators.Lowering.Layers;

/// <summary>(x - mean) / √(variance + ε) over the last axis, with the biased variance.</summary>
internal static class Normalization
{
    public static Node OverLast(GraphBuilder graph, string layer, double epsilon, Node x)
    {
        Node Mean(Node value) => graph.Scale(graph.Sum(value, x.Shape.Rank - 1), 1.0 / x.Shape.Last);

        var centered = graph.Add(new Subtract(), x, graph.Named(Mean(x), layer + "Mean"));
        var variance = Mean(graph.Add(new Square(), centered));
        var scale = graph.Add(new Rsqrt(), graph.Add(new Add(), variance, graph.Constant(epsilon)));
        return graph.Add(new Multiply(), centered, graph.Named(scale, layer + "Scale"));
    }
}
