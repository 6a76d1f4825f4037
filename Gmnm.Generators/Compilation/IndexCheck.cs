using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;

namespace Gmnm.Generators.Compilation;

/// <summary>Elements of each input sample that a layer takes as indices: checked before a program runs.</summary>
/// <param name="Place">Place of the layer's call.</param>
/// <param name="Start">The first element.</param>
/// <param name="Step">From one element to the next.</param>
/// <param name="Length">Number of elements.</param>
/// <param name="Count">What they are below.</param>
internal readonly record struct IndexCheck(int Place, int Start, int Step, int Length, int Count)
{
    /// <summary>The checks that the lookups of a graph need; more than one where their elements are not evenly apart.</summary>
    public static IEnumerable<IndexCheck> Of(ComputationGraph graph)
    {
        foreach (var node in graph.Nodes.Where(static node => node.Op is EmbeddingLookup))
        {
            var positions = InputPositions.Of(graph.Nodes, graph[node.Inputs[0]])
                ?? throw new InvalidGraphException($"%{node.Id} {node.Op} looks up what is not in the input.");
            var count = graph[node.Inputs[1]].Shape.Sizes[0];
            for (var first = 0; first < positions.Length;)
            {
                var step = first + 1 < positions.Length ? positions[first + 1] - positions[first] : 1;
                var last = first;
                while (last + 1 < positions.Length && positions[last + 1] - positions[last] == step)
                {
                    last++;
                }

                yield return new(node.Layer, positions[first], step, last - first + 1, count);
                first = last + 1;
            }
        }
    }
}
