using System.Collections.Immutable;
using System.Text;
using Gmnm.Generators.Graph.Ops;

namespace Gmnm.Generators.Graph;

/// <summary>A flat, directed acyclic graph: nodes in topological order that name their inputs by id.</summary>
internal sealed record ComputationGraph(ImmutableArray<Node> Nodes, ImmutableArray<GraphOutput> Outputs)
{
    private int[]? _readers;

    public Node this[int id] => Nodes[id];

    /// <summary>Number of nodes that read a node.</summary>
    public int ReaderCount(int id)
    {
        if (_readers is null)
        {
            var readers = new int[Nodes.Length];
            foreach (var input in Nodes.SelectMany(static node => node.Inputs.Items.Distinct()))
            {
                readers[input]++;
            }

            _readers = readers;
        }

        return _readers[id];
    }

    /// <summary>The node whose memory a view shows; the node itself where it is no view.</summary>
    public int Root(int id) => Nodes[id].Op is Reshape ? Root(Nodes[id].Inputs[0]) : id;

    public IEnumerable<Node> InputsOf(Node node) => node.Inputs.Items.Select(id => Nodes[id]);

    /// <summary>For each node the ids of the nodes that read it.</summary>
    public ImmutableArray<ImmutableArray<int>> Consumers()
    {
        var consumers = Nodes.Select(static _ => ImmutableArray.CreateBuilder<int>()).ToArray();
        foreach (var node in Nodes)
        {
            foreach (var input in node.Inputs.Items.Distinct())
            {
                consumers[input].Add(node.Id);
            }
        }

        return [.. consumers.Select(static list => list.ToImmutable())];
    }

    /// <summary>A text form for tests and debugging: one node a line.</summary>
    public string Dump()
    {
        var text = new StringBuilder();
        foreach (var node in Nodes)
        {
            var inputs = string.Join(", ", node.Inputs.Select(static id => $"%{id}"));
            text.Append($"%{node.Id} = {node.Op}({inputs}) {node.Shape}").Append(node.Name is null ? "\n" : $" '{node.Name}'\n");
        }

        foreach (var output in Outputs)
        {
            text.Append($"{output.Kind} {output.Name}".TrimEnd()).Append($" = %{output.Node}\n");
        }

        return text.ToString();
    }
}
