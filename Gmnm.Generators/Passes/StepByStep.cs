using System.Collections.Immutable;
using Gmnm.Generators.Diagnostics;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Graph.Scans;
using Gmnm.Generators.Model;
using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Passes;

/// <summary>
/// Turns the graph of a network over a sequence [steps, …] into that of one step, which carries states: the same operations
/// on tensors whose time axis has one element. Loops over time are their bodies, causal convolutions keep what they still
/// need. What looks at other steps is refused.
/// </summary>
internal sealed class StepByStep
{
    private readonly GraphBuilder _graph = new();
    private readonly List<Node> _next = [];
    private readonly Dictionary<(ScanBody Body, EquatableArray<int> Inputs), ImmutableArray<Node>> _bodies = [];
    private readonly int _steps;

    private StepByStep(int steps) => _steps = steps;

    /// <param name="inference">A graph with one input, from the input to the prediction.</param>
    /// <exception cref="DeclarationException">The network cannot run step by step; names the layer and why.</exception>
    public static ComputationGraph Run(ComputationGraph inference)
    {
        var pass = new StepByStep(inference.Nodes.First(static node => node.Op is Input).Shape.Sizes[1]);
        var values = new TimedValue[inference.Nodes.Length];
        foreach (var node in inference.Nodes)
        {
            pass._graph.Layer = node.Layer;
            var value = pass.Step(node, [.. node.Inputs.Items.Select(id => values[id])]);
            values[node.Id] = node.Name is null ? value : value with { Node = pass._graph.Named(value.Node, node.Name) };
        }

        return pass._graph.Build(
        [
            .. inference.Outputs.Select(output => output with { Node = values[output.Node].Node.Id }),
            .. pass._next.Select(static node => new GraphOutput(OutputKind.NextState, "", node.Id)),
        ]);
    }

    private TimedValue Step(Node node, TimedValue[] inputs)
    {
        if (node.Op is Input)
        {
            return new(_graph.Add(new Input(node.Shape.With(1, 1))), 1);
        }

        if (node.Op is Scan scan)
        {
            return Loop(node, scan, inputs);
        }

        return inputs.All(static input => !input.IsSequence)
            ? Same(node, inputs, inputs.Any(static input => input.Time == TimedValue.Running) ? TimedValue.Running : TimedValue.Never)
            : Sequence(node, inputs, inputs.Max(static input => input.Time));
    }

    /// <summary>An operation of which at least one operand is a sequence, along the axis <paramref name="time"/>.</summary>
    private TimedValue Sequence(Node node, TimedValue[] inputs, int time)
    {
        var x = inputs[0];
        switch (node.Op)
        {
            case var op when OpClasses.IsElementwise(op):
                return Same(node, [.. inputs.Select(input => Still(node, input, time))], time);
            case Broadcast broadcast:
                return new(_graph.Broadcast(x.Node, broadcast.Target.With(time, 1)), time);
            case Sum { Axis: var axis } when axis != time:
            case Maximum { Axis: var other } when other != time:
            case Pad pad when pad.Axis != time:
                return Same(node, inputs, time);
            case Sum or Maximum:
                throw Refused(node, "sums or compares over all steps");
            case Concat concat when concat.Axis != time:
                return Same(node, [.. inputs.Select(input => Still(node, input, time))], time);
            case Slice slice when slice.Axis != time:
                return Same(node, inputs, time);
            case Slice { Length: 1 } last when last.Start == _steps - 1:
                return x with { Time = TimedValue.Running };
            case Slice:
                throw Refused(node, "takes steps other than the last");
            case Permute permute:
                return Same(node, inputs, permute.Axes.Items.IndexOf(time));
            case Reshape reshape:
                return Reshaped(node, x, reshape.Target, time);
            case MatMul or GaussianProjections or AxisAlignedGaussians or EmbeddingLookup
                when x.IsSequence && inputs.Skip(1).All(static input => input.Time == TimedValue.Never)
                    && (node.Op is EmbeddingLookup || time < x.Node.Shape.Rank - 1):
                return Same(node, inputs, time);
            case BatchMatMul product when IsEachStepAlone(product, inputs, time):
                return Same(node, inputs, time);
            case Convolution { Window: var window } convolution when time == 3 && IsCausal(window):
                return Convolve(convolution, inputs);
            default:
                throw Refused(node, "looks at several steps at once");
        }
    }

    private TimedValue Same(Node node, TimedValue[] inputs, int time) =>
        new(_graph.Add(node.Op, [.. inputs.Select(static input => input.Node)]), time);

    /// <summary>An operand beside a sequence: of one element along the time axis.</summary>
    private TimedValue Still(Node node, TimedValue input, int time)
    {
        if (input.Time == time)
        {
            return input;
        }

        if (input.Time != TimedValue.Never)
        {
            throw Refused(node, "joins every step with a value that is known only after the last");
        }

        var axis = input.Node.Shape.Rank - (node.Shape.Rank - time);
        return axis < 0 || input.Node.Shape.Sizes[axis] == 1 ? input
            : input.Node.Op is Broadcast { Target: var target } && _graph.Nodes[input.Node.Inputs[0]] is var narrow
                && Broadcasting.SizeAt(narrow.Shape, target.Rank, axis) == 1
                ? input with { Node = _graph.Broadcast(narrow, target.With(axis, 1)) }
            : throw Refused(node, "takes another value at each step");
    }

    /// <summary>Where the time axis goes: as many elements stay before it.</summary>
    private TimedValue Reshaped(Node node, TimedValue x, Shape target, int time)
    {
        var before = x.Node.Shape.Sizes.Items.Skip(1).Take(time - 1).Aggregate(1, static (product, size) => product * size);
        var product = 1;
        for (var axis = 1; axis < target.Rank; axis++)
        {
            if (product == before && target.Sizes[axis] == _steps)
            {
                return new(_graph.Reshape(x.Node, target.With(axis, 1)), axis);
            }

            product *= target.Sizes[axis];
        }

        throw Refused(node, "mixes the steps");
    }

    private static bool IsEachStepAlone(BatchMatMul product, TimedValue[] inputs, int time)
    {
        var rows = inputs[0].Node.Shape.Rank - 2;
        return (inputs[0].Time == inputs[1].Time && time < rows)
            || (inputs[0].Time == rows && inputs[1].Time == TimedValue.Never && product.Form != MatMulForm.TransposedLeft);
    }

    private static bool IsCausal(Window window) => window.StrideWidth == 1 && window.PaddingRight == 0
        && window.PaddingLeft == (window.KernelWidth - 1) * window.DilationWidth;

    /// <summary>Keeps the columns that the window still sees.</summary>
    private TimedValue Convolve(Convolution convolution, TimedValue[] inputs)
    {
        var (x, kept) = (inputs[0].Node, convolution.Window.PaddingLeft);
        var op = convolution with { Window = convolution.Window with { PaddingLeft = 0 } };
        if (kept == 0)
        {
            return new(_graph.Add(op, x, inputs[1].Node), 3);
        }

        var state = _graph.Add(new CarriedState(_next.Count, x.Shape.With(3, kept)));
        var joined = _graph.Add(new Concat(3, 2), state, x);
        _next.Add(_graph.Add(new Slice(3, 1, kept), joined));
        return new(_graph.Add(op, joined, inputs[1].Node), 3);
    }

    /// <summary>A loop over time is its body, and its states are carried from call to call.</summary>
    private TimedValue Loop(Node node, Scan scan, TimedValue[] inputs)
    {
        if (scan.Reverse)
        {
            throw Refused(node, "runs from the last step to the first");
        }

        if (!_bodies.TryGetValue((scan.Body, node.Inputs), out var body))
        {
            body = Body(node, scan.Body, inputs);
            _bodies.Add((scan.Body, node.Inputs), body);
        }

        if (scan.Output.Kind == ScanOutputKind.Final)
        {
            return new(body[scan.Body.NextStates[scan.Output.State]], TimedValue.Running);
        }

        Node[] parts = [.. scan.Output.Ids.Select(id => body[id])];
        var step = parts.Length == 1 ? parts[0] : _graph.Add(new Concat(parts[0].Shape.Rank - 1, parts.Length), parts);
        return new(_graph.Reshape(step, new Shape(new(step.Shape.Sizes.Items.Insert(1, 1)))), 1);
    }

    private ImmutableArray<Node> Body(Node node, ScanBody body, TimedValue[] inputs)
    {
        var (sequences, states) = (body.Sequences.Length, body.States.Length);
        if (inputs.Take(sequences).Any(static input => input.Time != 1)
            || inputs.Skip(sequences).Any(static input => input.Time != TimedValue.Never)
            || inputs.Skip(sequences).Take(states).Any(input => !IsZero(input.Node)))
        {
            throw Refused(node, "starts from something else than zeros");
        }

        var first = _next.Count;
        var copies = new List<Node>();
        foreach (var inner in body.Graph.Nodes)
        {
            _graph.Layer = inner.Layer;
            var copy = inner.Op switch
            {
                StepInput input => Part(_graph.Reshape(inputs[input.Index].Node, body.Sequences[input.Index]), input.Shape.Rank - 1, input.Start, input.Shape),
                CarriedState state => _graph.Add(new CarriedState(first + state.Index, state.StateShape)),
                Captured captured => Part(inputs[sequences + states + captured.Index].Node, 0, captured.Start, captured.Shape),
                _ => _graph.Add(inner.Op, [.. inner.Inputs.Items.Select(id => copies[id])]),
            };
            copies.Add(inner.Name is null ? copy : _graph.Named(copy, inner.Name));
        }

        _next.AddRange(body.NextStates.Select(id => copies[id]));
        return [.. copies];
    }

    private Node Part(Node whole, int axis, int start, Shape shape) =>
        whole.Shape == shape ? whole : _graph.Add(new Slice(axis, start, shape.Sizes[axis]), whole);

    private bool IsZero(Node node) => node.Op is Broadcast && _graph.Nodes[node.Inputs[0]].Op is Constant { Value: 0 };

    private static DeclarationException Refused(Node node, string reason) =>
        new(new CompilerError("GMNM1051", Math.Max(node.Layer, CompilerError.Network), null, [reason]));
}
