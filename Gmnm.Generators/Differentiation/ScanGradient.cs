using System.Collections.Immutable;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Graph.Scans;
using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Differentiation;

/// <summary>
/// The gradient of a loop over time: a loop the other way. Its body is the reverse mode of the forward body; it carries the
/// gradients of the states and reads what the forward loop saved. Gradients of what the body captures are sums over the
/// steps, so they are taken outside, from all steps at once: one matrix product instead of one for each step.
/// </summary>
internal sealed class ScanGradient
{
    private readonly GraphBuilder _outer;
    private readonly Scan _scan;
    private readonly ImmutableArray<Node> _inputs;
    private readonly ImmutableArray<bool> _wanted;

    /// <summary>The nodes of the forward body under their ids, then the gradients.</summary>
    private readonly GraphBuilder _step;

    /// <summary>For each node of the forward body its gradient in one step.</summary>
    private readonly Node?[] _gradients;

    private ScanGradient(GraphBuilder outer, Node node, bool[] wanted)
    {
        (_outer, _scan) = (outer, (Scan)node.Op);
        _inputs = [.. node.Inputs.Items.Select(id => outer.Nodes[id])];
        _wanted = [.. node.Inputs.Items.Select(id => wanted[id])];
        _step = GraphRewriter.ToBuilder(_scan.Body.Graph);
        _gradients = new Node?[_step.Nodes.Count];
    }

    /// <summary>Gradients of the inputs of a loop, at the first of the nodes that the loop has; nothing at the others.</summary>
    /// <param name="outer">Holds the loop.</param>
    /// <param name="node">One of the loop's nodes.</param>
    /// <param name="gradients">Gradients of the nodes so far; those of all nodes of the loop are complete at the first.</param>
    /// <param name="wanted">For each node whether its gradient is wanted.</param>
    public static IReadOnlyList<Node?> Contributions(GraphBuilder outer, Node node, Node?[] gradients, bool[] wanted)
    {
        Node[] siblings = [.. outer.Nodes.Take(gradients.Length)
            .Where(other => other.Inputs == node.Inputs && ((Scan)node.Op).IsSibling(other.Op))];
        return siblings[0].Id != node.Id || siblings.All(sibling => gradients[sibling.Id] is null)
            ? []
            : new ScanGradient(outer, node, wanted).Run(
                siblings.Where(sibling => gradients[sibling.Id] is not null)
                    .ToDictionary(static sibling => ((Scan)sibling.Op).Output, sibling => gradients[sibling.Id]!));
    }

    private IReadOnlyList<Node?> Run(Dictionary<ScanOutput, Node> results)
    {
        var body = _scan.Body;
        var seeds = new Dictionary<int, Seed>();
        foreach (var result in results.Where(static result => result.Key.Kind == ScanOutputKind.Stacked))
        {
            var start = 0;
            foreach (var id in result.Key.Ids)
            {
                var seed = _step.Add(new StepInput(body.Sequences.Length + seeds.Count, body.Graph[id].Shape));
                seeds.Add(seed.Id, new(result.Value, start));
                ReverseMode.Add(_step, _gradients, id, seed);
                start += seed.Shape.Last;
            }
        }

        var carried = body.States.Select((shape, index) => _step.Add(new CarriedState(body.States.Length + index, shape))).ToArray();
        for (var state = 0; state < carried.Length; state++)
        {
            ReverseMode.Add(_step, _gradients, body.NextStates[state], carried[state]);
        }

        ReverseMode.Append(_step, _gradients, ReverseMode.Dependents(body.Graph.Nodes, IsOrigin), named: true);
        var (firstState, firstCaptured) = (body.Sequences.Length, body.Sequences.Length + body.States.Length);
        ImmutableArray<Node>[] sequences = [.. body.Sequences.Select((shape, index) => Ranges(
            index, shape, shape.Rank - 1, op => op is StepInput input && input.Index == index ? input.Start : null))];
        Node[] states = [.. body.States.Select((_, index) => GradientOf(
            body.Graph.Nodes.Single(node => node.Op is CarriedState state && state.Index == index)))];
        ImmutableArray<Node>[] captured = [.. body.Captured.Select((shape, index) => Ranges(
            firstCaptured + index, shape, 0, op => op is Captured value && value.Index == index ? value.Start : null))];

        var backward = new BackwardStep(
            _outer, _scan, _inputs, _step, seeds, [.. sequences.SelectMany(static x => x), .. states, .. captured.SelectMany(static x => x)]);
        for (var state = 0; state < states.Length; state++)
        {
            var final = results.TryGetValue(new(ScanOutputKind.Final, [state]), out var gradient) ? gradient : null;
            backward.Carry(carried[state], final ?? _outer.Broadcast(_outer.Constant(0), states[state].Shape));
        }

        foreach (var state in states)
        {
            backward.Next(state);
        }

        Func<Node>?[] contributions =
        [
            .. sequences.Select(ranges => ranges.IsEmpty ? null : backward.Stack(ranges)),
            .. states.Select((_, index) => _wanted[firstState + index] ? () => backward.Final(index) : (Func<Node>?)null),
            .. captured.Select(ranges => ranges.IsEmpty ? null : backward.Total(ranges)),
        ];
        backward.Build();
        return [.. contributions.Select(static contribution => contribution?.Invoke())];
    }

    private bool IsOrigin(Node node) => node.Op switch
    {
        StepInput sequence => _wanted[sequence.Index],
        CarriedState => true,
        Captured value => _wanted[_scan.Body.Sequences.Length + _scan.Body.States.Length + value.Index],
        _ => false,
    };

    /// <summary>Gradients of an input by ranges along one axis, in their order; nothing where they are not wanted.</summary>
    /// <param name="input">Which input of the loop.</param>
    /// <param name="whole">Shape of the input in a step.</param>
    /// <param name="axis">The axis.</param>
    /// <param name="start">Where the range starts that an operation reads; null where it reads something else.</param>
    private ImmutableArray<Node> Ranges(int input, Shape whole, int axis, Func<Op, int?> start)
    {
        var nodes = _scan.Body.Graph.Nodes.Where(node => start(node.Op) is not null).OrderBy(node => start(node.Op)).ToArray();
        if (!_wanted[input] || nodes.All(node => _gradients[node.Id] is null))
        {
            return [];
        }

        if (whole.Rank == 0)
        {
            return [GradientOf(nodes.Single())];
        }

        var (ranges, end) = (ImmutableArray.CreateBuilder<Node>(), 0);
        foreach (var node in nodes)
        {
            FillTo(start(node.Op)!.Value);
            ranges.Add(GradientOf(node));
            end += node.Shape.Sizes[axis];
        }

        FillTo(whole.Sizes[axis]);
        return ranges.ToImmutable();

        void FillTo(int next)
        {
            if (next < end)
            {
                throw new InvalidGraphException($"Ranges of a loop's input overlap at {next}.");
            }

            if (next > end)
            {
                ranges.Add(_step.Broadcast(_step.Constant(0), whole.With(axis, next - end)));
                end = next;
            }
        }
    }

    private Node GradientOf(Node node) => _gradients[node.Id] ?? _step.Broadcast(_step.Constant(0), node.Shape);
}
