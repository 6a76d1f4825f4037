using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Passes;

/// <summary>
/// In a prediction, max pooling moves before what is done with a convolution's results where the greater of two stays so: a bias,
/// an activation that never falls. The convolution then gives the greatest sum of each window, and a quarter of the
/// results is left to be transposed, activated and stored.
/// </summary>
internal static class PoolConvolutions
{
    /// <summary>Filters fill the lanes of every width, so no other form of the convolution has less to compute.</summary>
    private const int FilterMultiple = 16;

    public static ComputationGraph Run(ComputationGraph graph) => GraphRewriter.Rewrite(graph, (builder, node, inputs) =>
        node.Op is MaxPool { Window: var window } && window == PooledConvolution.Pooling ? Pooled(graph, builder, node, inputs[0]) : null);

    /// <summary>The value that a pooling reads, of pooled sums; null where something else reads it too, or its sums are no convolution's.</summary>
    /// <param name="graph">The graph as it was.</param>
    /// <param name="builder">The new graph.</param>
    /// <param name="reader">What reads the value, in the graph as it was.</param>
    /// <param name="value">The value in the new graph.</param>
    private static Node? Pooled(ComputationGraph graph, GraphBuilder builder, Node reader, Node value)
    {
        var before = graph[reader.Inputs[0]];
        if (graph.ReaderCount(before.Id) != 1 || graph.Outputs.Any(output => output.Node == before.Id))
        {
            return null;
        }

        Node[] inputs = [.. value.Inputs.Items.Select(id => builder.Nodes[id])];
        switch (value.Op)
        {
            case Convolution { Groups: 1 } convolution when value.Shape.Sizes[1] % FilterMultiple == 0:
                return OfLayer(builder, value, new PooledConvolution(convolution.Window), inputs);
            case Relu or LeakyRelu { Slope: >= 0 } or Tanh or Sigmoid or Softplus or Clamp:
                return Pooled(graph, builder, before, inputs[0]) is { } argument ? OfLayer(builder, value, value.Op, [argument]) : null;
            case Add when inputs[0].Shape == value.Shape && IsByChannel(inputs[1].Shape):
                return Pooled(graph, builder, before, inputs[0]) is { } sum ? OfLayer(builder, value, value.Op, [sum, inputs[1]]) : null;
            default:
                return null;
        }
    }

    /// <summary>[channels, 1, 1], or one number.</summary>
    private static bool IsByChannel(Shape operand) => !operand.IsBatched
        && (operand.Rank == 0 || (operand.Rank >= 2 && operand.Last == 1 && operand.Sizes[operand.Rank - 2] == 1));

    /// <summary>A node of the layer that a value belongs to.</summary>
    private static Node OfLayer(GraphBuilder builder, Node value, Op op, Node[] inputs)
    {
        var layer = builder.Layer;
        builder.Layer = value.Layer;
        var node = builder.Add(op, inputs);
        builder.Layer = layer;
        return node;
    }
}
