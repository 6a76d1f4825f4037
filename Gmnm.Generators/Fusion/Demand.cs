using System.Collections.Immutable;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;

namespace Gmnm.Generators.Fusion;

/// <summary>
/// Finds elementwise nodes that are better computed where they are read than where their inputs are: such as the
/// derivative of an activation, which the backward pass takes from a value that is in memory anyway. Nothing is computed
/// twice: the work moves.
/// </summary>
internal static class Demand
{
    /// <summary>For each node whether it waits for its consumer.</summary>
    public static ImmutableArray<bool> Sunk(ComputationGraph graph)
    {
        var consumers = graph.Consumers();
        var ranks = Ranks(graph);
        var needed = NeededRanks(graph, consumers, ranks);
        var readLater = graph.Nodes.Select(node => consumers[node.Id].Any(consumer => ranks[consumer] > ranks[node.Id])).ToArray();
        var sunk = new bool[graph.Nodes.Length];
        foreach (var node in graph.Nodes)
        {
            sunk[node.Id] = OpClasses.IsElementwise(node.Op)
                && needed[node.Id] > ranks[node.Id]
                && node.Inputs.All(input => sunk[input] || InMemoryAnyway(graph, readLater, input));
        }

        return [.. sunk];
    }

    /// <summary>Number of kernels and reductions over rows on the longest way to each node.</summary>
    private static int[] Ranks(ComputationGraph graph)
    {
        var ranks = new int[graph.Nodes.Length];
        foreach (var node in graph.Nodes)
        {
            var inputs = node.Inputs.Count == 0 ? 0 : node.Inputs.Max(id => ranks[id]);
            ranks[node.Id] = OpClasses.IsKernel(node.Op) ? inputs + 1 : inputs;
        }

        return ranks;
    }

    /// <summary>The least rank at which a consumer that cannot wait needs each node.</summary>
    private static int[] NeededRanks(ComputationGraph graph, ImmutableArray<ImmutableArray<int>> consumers, int[] ranks)
    {
        var needed = new int[graph.Nodes.Length];
        for (var id = graph.Nodes.Length - 1; id >= 0; id--)
        {
            needed[id] = consumers[id].Length == 0
                ? ranks[id]
                : consumers[id].Min(consumer => OpClasses.IsElementwise(graph[consumer].Op) || OpClasses.IsInline(graph[consumer].Op)
                    ? needed[consumer]
                    : ranks[consumer]);
        }

        foreach (var output in graph.Outputs)
        {
            needed[output.Node] = ranks[output.Node];
        }

        return needed;
    }

    private static bool InMemoryAnyway(ComputationGraph graph, bool[] readLater, int id)
    {
        var op = graph[id].Op;
        return op switch
        {
            Broadcast => InMemoryAnyway(graph, readLater, graph[id].Inputs[0]),
            _ when OpClasses.IsExternal(op) || OpClasses.IsInline(op) => true,
            _ => readLater[id],
        };
    }
}
