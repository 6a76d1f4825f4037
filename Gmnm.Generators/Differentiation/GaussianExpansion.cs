using System.Collections.Immutable;
using Gmnm.Generators.Declaration;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Graph.Scans;
using Gmnm.Generators.Model;
using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Differentiation;

/// <summary>
/// The Gaussian exponentials in elementary operations. The fused kernels have a first derivative only; where a loss holds
/// derivatives of a network, it is this form that is differentiated.
/// </summary>
internal sealed class GaussianExpansion
{
    /// <summary>One body for all results of a loop, so that it stays one loop.</summary>
    private readonly Dictionary<ScanBody, (ScanBody Body, ImmutableArray<Node> Nodes)> _bodies = [];

    /// <summary>The same value without a node's Gaussians, or those in the steps of its loop; null where there are none.</summary>
    public Node? Expand(GraphBuilder graph, Node node, ImmutableArray<Node> inputs) => node.Op switch
    {
        GaussianProjections or AxisAlignedGaussians => Exponentials(graph, node.Op, inputs[0], inputs[1], inputs[2]),
        Scan scan when scan.Body.Graph.Nodes.Any(static step => step.Op is GaussianProjections or AxisAlignedGaussians) =>
            graph.Add(Expanded(scan), [.. inputs]),
        _ => null,
    };

    private Scan Expanded(Scan scan)
    {
        if (!_bodies.TryGetValue(scan.Body, out var expanded))
        {
            var graph = GraphRewriter.Rewrite(scan.Body.Graph, Expand, out var nodes);
            var states = scan.Body.NextStates.Select(id => nodes[id].Id).ToEquatableArray();
            expanded = (scan.Body with { Graph = graph, NextStates = states }, nodes);
            _bodies.Add(scan.Body, expanded);
        }

        return scan with
        {
            Body = expanded.Body,
            Output = scan.Output.Kind == ScanOutputKind.Final
                ? scan.Output
                : scan.Output with { Ids = scan.Output.Ids.Select(id => expanded.Nodes[id].Id).ToEquatableArray() },
        };
    }

    private static Node Exponentials(GraphBuilder graph, Op op, Node input, Node form, Node offset)
    {
        var exponent = op is GaussianProjections projections
            ? Projected(graph, projections, input, form, offset)
            : AxisAligned(graph, input, centers: form, scales: offset);
        return graph.Add(new Exp(), graph.Scale(exponent, -0.5));
    }

    private static Node Projected(GraphBuilder graph, GaussianProjections op, Node input, Node weight, Node offsets)
    {
        var flat = graph.Add(new Subtract(), graph.Add(new MatMul(MatMulForm.TransposedRight), input, weight), offsets);
        var last = flat.Shape.Rank;
        var y = graph.Reshape(flat, new Shape([.. flat.Shape.Leading, op.Components, op.Projections]));
        var exponent = op.Aggregation switch
        {
            Aggregation.Norm => graph.Sum(graph.Add(new Square(), y), last),
            Aggregation.Sum => graph.Add(new Square(), graph.Sum(y, last)),
            _ => Quadratic(graph, y, op.Projections / 2),
        };
        return graph.Reshape(exponent, input.Shape.WithLast(op.Components));
    }

    private static Node Quadratic(GraphBuilder graph, Node y, int rank)
    {
        var last = y.Shape.Rank - 1;
        var (left, right) = (graph.Add(new Slice(last, 0, rank), y), graph.Add(new Slice(last, rank, rank), y));
        return graph.Add(new Square(), graph.Sum(graph.Add(new Multiply(), left, right), last));
    }

    private static Node AxisAligned(GraphBuilder graph, Node input, Node centers, Node scales)
    {
        var (components, features) = (centers.Shape.Sizes[0], centers.Shape.Last);
        var rows = graph.Reshape(input, new Shape([.. input.Shape.Leading, 1, features]));
        var scale = scales.Shape.Rank == 1 ? graph.Reshape(scales, Shape.Of(components, 1)) : scales;
        var scaled = graph.Add(new Multiply(), graph.Add(new Subtract(), rows, centers), scale);
        var exponent = graph.Sum(graph.Add(new Square(), scaled), scaled.Shape.Rank - 1);
        return graph.Reshape(exponent, input.Shape.WithLast(components));
    }
}
