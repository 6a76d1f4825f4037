using Gmnm.Generators.Declaration;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;

namespace Gmnm.Generators.Lowering.Layers;

/// <summary>The elementwise activations.</summary>
internal static class ActivationLowering
{
    public static Node Lower(LoweringContext context, ActivationLayer layer, Node x)
    {
        var graph = context.Graph;
        return layer.Activation switch
        {
            Activation.Relu => graph.Add(new Relu(), x),
            Activation.LeakyRelu => graph.Add(new LeakyRelu(layer.NegativeSlope), x),
            Activation.Gelu => Gelu(graph, x),
            Activation.Silu => graph.Add(new Multiply(), x, graph.Add(new Sigmoid(), x)),
            Activation.Tanh => graph.Add(new Tanh(), x),
            Activation.Sigmoid => graph.Add(new Sigmoid(), x),
            Activation.Softplus => graph.Add(new Softplus(), x),
            Activation.Gaussian => graph.Add(new Exp(), graph.Scale(graph.Add(new Square(), x), -0.5)),
            _ => throw new InvalidGraphException($"No lowering for {layer.Activation}."),
        };
    }

    /// <summary>x Φ(x), with the exact normal distribution function.</summary>
    private static Node Gelu(GraphBuilder graph, Node x)
    {
        var distribution = graph.Add(new NormalDistribution(), x, graph.Add(new NormalDensity(), x));
        return graph.Add(new Multiply(), x, distribution);
    }
}
