using System.Collections.Immutable;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Graph.Scans;
using Gmnm.Generators.Model;
using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Passes;

/// <summary>
/// Takes the product of a loop's narrow inputs with their weights into the loop, x W + b for each step, where it adds to
/// a product with a state: a few more columns of that one cost less than to write the results of all steps and to read
/// them again.
/// </summary>
internal sealed class InputProducts
{
    /// <summary>Beyond this many features a product of its own, over all steps, is the faster one.</summary>
    private const int MostFeatures = 16;

    private readonly ComputationGraph _graph;
    private readonly ImmutableArray<ImmutableArray<int>> _consumers;
    private readonly Dictionary<(ScanBody Body, EquatableArray<int> Inputs), (ScanBody Body, Dictionary<int, Node> Replaced)> _bodies = [];

    private InputProducts(ComputationGraph graph) => (_graph, _consumers) = (graph, graph.Consumers());

    public static ComputationGraph Run(ComputationGraph graph)
    {
        var pass = new InputProducts(graph);
        var replaced = new Dictionary<int, Node>();
        return GraphRewriter.Rewrite(graph, (builder, node, inputs) =>
        {
            var result = node.Op is Scan scan ? pass.Loop(builder, node, scan, replaced) : builder.Add(node.Op, [.. inputs]);
            replaced.Add(node.Id, result);
            return result;
        });
    }

    private Node Loop(GraphBuilder builder, Node node, Scan scan, Dictionary<int, Node> replaced)
    {
        var taken = Enumerable.Range(0, scan.Body.Sequences.Length)
            .Where(index => Projected(node.Inputs[index]) is not null && IsAdded(scan.Body.Graph, index))
            .ToDictionary(static index => index, index => Projected(node.Inputs[index])!.Value);
        Node[] inputs = [.. node.Inputs.Items.Select((id, index) => replaced[taken.TryGetValue(index, out var input) ? input.Input.Id : id])];
        if (taken.Count == 0)
        {
            return builder.Add(scan, inputs);
        }

        if (!_bodies.TryGetValue((scan.Body, node.Inputs), out var body))
        {
            _bodies.Add((scan.Body, node.Inputs), body = Body(scan.Body, taken));
        }

        var output = scan.Output.Kind == ScanOutputKind.Final
            ? scan.Output
            : scan.Output with { Ids = scan.Output.Ids.Items.Select(id => body.Replaced[id].Id).ToEquatableArray() };
        return builder.Add(
            scan with { Body = body.Body, Output = output },
            [.. inputs, .. taken.Values.SelectMany(value => (Node[])[replaced[value.Weight.Id], replaced[value.Bias.Id]])]);
    }

    /// <summary>x, W and b where a sequence is x Wᵀ + b and only loops read it, step by step.</summary>
    private (Node Input, Node Weight, Node Bias)? Projected(int id)
    {
        if (_graph[id].Op is not Add || _graph[_graph[id].Inputs[0]] is not { Op: MatMul { Form: MatMulForm.TransposedRight }, Shape.Rank: 3 } product)
        {
            return null;
        }

        var (input, bias) = (_graph[product.Inputs[0]], _graph[_graph[id].Inputs[1]]);
        return input.Shape.Last <= MostFeatures && bias.Shape == Shape.Of(product.Shape.Last) && _graph.ReaderCount(product.Id) == 1
            && _graph.Outputs.All(output => _graph.Root(output.Node) != id)
            && _consumers[id].All(reader => _graph[reader].Op is Scan scan
                && !_graph[reader].Inputs.Items.Skip(scan.Body.Sequences.Length).Contains(id))
            ? (input, _graph[product.Inputs[1]], bias)
            : null;
    }

    /// <summary>Whether every range of a sequence is added to a product.</summary>
    private static bool IsAdded(ComputationGraph body, int sequence)
    {
        var consumers = body.Consumers();
        return body.Nodes.Where(node => node.Op is StepInput input && input.Index == sequence)
            .SelectMany(node => consumers[node.Id].Select(reader => (Node: node, Reader: body[reader])))
            .All(use => use.Reader.Op is Add && use.Reader.Shape == use.Node.Shape
                && use.Reader.Inputs.Items.Any(other => body[other].Op is MatMul));
    }

    private static (ScanBody Body, Dictionary<int, Node> Replaced) Body(
        ScanBody body, Dictionary<int, (Node Input, Node Weight, Node Bias)> taken)
    {
        var replaced = new Dictionary<int, Node>();
        var order = taken.Keys.ToList();
        var graph = GraphRewriter.Rewrite(body.Graph, (builder, node, inputs) =>
        {
            var result = node.Op is StepInput step && taken.TryGetValue(step.Index, out var value)
                ? Project(builder, step, value, body.Captured.Length + (2 * order.IndexOf(step.Index)))
                : builder.Add(node.Op, [.. inputs]);
            replaced.Add(node.Id, result);
            return result;
        });
        return (
            new ScanBody(
                graph,
                body.NextStates.Select(id => replaced[id].Id).ToEquatableArray(),
                body.Sequences.Select((shape, index) => taken.TryGetValue(index, out var value) ? shape.WithLast(value.Input.Shape.Last) : shape).ToEquatableArray(),
                body.Captured.Concat(taken.Values.SelectMany(static value => (Shape[])[value.Weight.Shape, value.Bias.Shape])).ToEquatableArray()),
            replaced);
    }

    private static Node Project(GraphBuilder builder, StepInput step, (Node Input, Node Weight, Node Bias) value, int captured)
    {
        var length = step.StepShape.Last;
        var product = builder.Add(
            new MatMul(MatMulForm.TransposedRight),
            builder.Add(new StepInput(step.Index, step.StepShape.WithLast(value.Input.Shape.Last))),
            builder.Add(new Captured(captured, value.Weight.Shape.With(0, length), step.Start)));
        return builder.Add(new Add(), product, builder.Add(new Captured(captured + 1, Shape.Of(length), step.Start)));
    }
}
