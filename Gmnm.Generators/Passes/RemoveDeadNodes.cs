using System.Collections.Immutable;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Model;

namespace Gmnm.Generators.Passes;

/// <summary>Keeps only what an output needs.</summary>
internal static class RemoveDeadNodes
{
    public static ComputationGraph Run(ComputationGraph graph)
    {
        var live = new bool[graph.Nodes.Length];
        foreach (var output in graph.Outputs)
        {
            live[output.Node] = true;
        }

        for (var id = graph.Nodes.Length - 1; id >= 0; id--)
        {
            foreach (var input in live[id] ? graph[id].Inputs : [])
            {
                live[input] = true;
            }
        }

        var newIds = new int[graph.Nodes.Length];
        var kept = ImmutableArray.CreateBuilder<Node>();
        foreach (var node in graph.Nodes.Where(node => live[node.Id]))
        {
            newIds[node.Id] = kept.Count;
            kept.Add(node with { Id = kept.Count, Inputs = node.Inputs.Select(id => newIds[id]).ToEquatableArray() });
        }

        return new(kept.ToImmutable(), [.. graph.Outputs.Select(output => output with { Node = newIds[output.Node] })]);
    }
}
