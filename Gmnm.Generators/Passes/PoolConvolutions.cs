using System.Collections.Immutable;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Passes;

/// <summary>
/// Max pooling moves before what is done with a convolution's results where the greater of two stays so: a bias, an
/// activation that never falls. The convolution then gives the greatest sum of each window, and a quarter of the results is
/// left to be transposed, activated and stored. The pooling's gradient reads which of the sums it was.
/// </summary>
internal static class PoolConvolutions
{
    /// <summary>Filters fill the lanes of every width, so no other form of the convolution has less to compute.</summary>
    private const int FilterMultiple = 16;

    public static ComputationGraph Run(ComputationGraph graph)
    {
        var consumers = graph.Consumers();
        var links = graph.Nodes.Where(static node => node.Op is MaxPool { Window: var window } && window == PooledConvolution.Pooling)
            .ToDictionary(static node => node.Id, node => Links(graph, consumers, node));
        return GraphRewriter.Rewrite(graph, (builder, node, inputs) => node.Op switch
        {
            MaxPool when links.TryGetValue(node.Id, out var count) && count is { } between => Pooled(builder, inputs[0], between),
            MaxPoolGradient when links.TryGetValue(node.Inputs[1], out var count) && count is not null => PlacedGradient(builder, inputs),
            _ => null,
        });
    }

    /// <summary>How many operations are between a pooling and the convolution whose sums it can take; null where it can not.</summary>
    private static int? Links(ComputationGraph graph, ImmutableArray<ImmutableArray<int>> consumers, Node pooling)
    {
        var (links, reader, value) = (0, pooling, graph[pooling.Inputs[0]]);
        while (!graph.Outputs.Any(output => output.Node == value.Id) && consumers[value.Id].All(id => id == reader.Id || IsGradient(graph[id])))
        {
            if (value.Op is Convolution convolution)
            {
                return convolution.Groups == 1 && value.Shape.Sizes[1] % FilterMultiple == 0 ? links : null;
            }

            if (!IsMonotone(graph, value))
            {
                return null;
            }

            (links, reader, value) = (links + 1, value, graph[value.Inputs[0]]);
        }

        return null;

        bool IsGradient(Node other) => other.Op is MaxPoolGradient && other.Inputs[0] == value.Id && other.Inputs[1] == pooling.Id;
    }

    private static bool IsMonotone(ComputationGraph graph, Node value) => value.Op switch
    {
        Relu or LeakyRelu { Slope: >= 0 } or Tanh or Sigmoid or Softplus or Clamp => true,
        Add => graph[value.Inputs[0]].Shape == value.Shape && IsByChannel(graph[value.Inputs[1]].Shape),
        _ => false,
    };

    /// <summary>[channels, 1, 1], or one number.</summary>
    private static bool IsByChannel(Shape operand) => !operand.IsBatched
        && (operand.Rank == 0 || (operand.Rank >= 2 && operand.Last == 1 && operand.Sizes[operand.Rank - 2] == 1));

    /// <summary>A value of so many operations after its convolution, of pooled sums.</summary>
    private static Node Pooled(GraphBuilder builder, Node value, int links)
    {
        Node[] inputs = [.. value.Inputs.Items.Select(id => builder.Nodes[id])];
        var layer = builder.Layer;
        builder.Layer = value.Layer;
        var pooled = links == 0
            ? builder.Add(new PooledConvolution(((Convolution)value.Op).Window), inputs)
            : builder.Add(value.Op, [Pooled(builder, inputs[0], links - 1), .. inputs.Skip(1)]);
        builder.Layer = layer;
        return pooled;
    }

    private static Node PlacedGradient(GraphBuilder builder, ImmutableArray<Node> inputs)
    {
        var convolution = inputs[0];
        while (convolution.Op is not Convolution)
        {
            convolution = builder.Nodes[convolution.Inputs[0]];
        }

        var places = builder.Add(
            new PooledConvolution(((Convolution)convolution.Op).Window, Places: true),
            [.. convolution.Inputs.Items.Select(id => builder.Nodes[id])]);
        return builder.Add(new PlaceGradient(inputs[0].Shape.Sizes[2], inputs[0].Shape.Sizes[3]), places, inputs[2]);
    }
}
