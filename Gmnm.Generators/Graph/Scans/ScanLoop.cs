using System.Collections.Immutable;
using Gmnm.Generators.Graph.Ops;

namespace Gmnm.Generators.Graph.Scans;

/// <summary>A loop over time in a graph: gives the node of each of its results.</summary>
internal sealed class ScanLoop(GraphBuilder graph, ScanBody body, int steps, bool reverse, ImmutableArray<Node> inputs)
{
    /// <summary>A value of the body at every step.</summary>
    public Node Stacked(Node bodyNode) => Output(new(ScanOutputKind.Stacked, bodyNode.Id));

    /// <summary>A state after the last step.</summary>
    public Node Final(int state) => Output(new(ScanOutputKind.Final, state));

    private Node Output(ScanOutput output) => graph.Add(new Scan(body, steps, reverse, output), [.. inputs]);
}
