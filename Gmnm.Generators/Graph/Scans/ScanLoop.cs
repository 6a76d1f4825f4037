using System.Collections.Immutable;
using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Model;

namespace Gmnm.Generators.Graph.Scans;

/// <summary>A loop over time in a graph: gives the node of each of its results.</summary>
internal sealed class ScanLoop(GraphBuilder graph, ScanBody body, int steps, bool reverse, ImmutableArray<Node> inputs)
{
    /// <summary>Values of the body at every step, side by side along the last axis.</summary>
    public Node Stacked(params IEnumerable<Node> values) =>
        Output(new(ScanOutputKind.Stacked, values.Select(static value => value.Id).ToEquatableArray()));

    /// <summary>A state after the last step.</summary>
    public Node Final(int state) => Output(new(ScanOutputKind.Final, [state]));

    private Node Output(ScanOutput output) => graph.Add(new Scan(body, steps, reverse, output), [.. inputs]);
}
