using System.Collections.Immutable;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Graph.Scans;

namespace Gmnm.Generators.Differentiation;

/// <summary>
/// The body of the backward loop: copies from the forward body and its gradients what the backward loop computes. A value
/// of the forward body is read from what the forward loop stacked, or computed again where that is cheap.
/// </summary>
/// <param name="outer">The graph that holds both loops.</param>
/// <param name="scan">The forward loop.</param>
/// <param name="inputs">Inputs of the forward loop.</param>
/// <param name="step">The nodes of the forward body under their ids, then the gradients.</param>
/// <param name="seeds">Gradients of stacked results by the node of <paramref name="step"/> that stands for one step of them.</param>
/// <param name="roots">What will be asked for.</param>
internal sealed class BackwardStep(
    GraphBuilder outer,
    Scan scan,
    ImmutableArray<Node> inputs,
    GraphBuilder step,
    IReadOnlyDictionary<int, Seed> seeds,
    IEnumerable<Node> roots)
{
    private readonly int _forwardCount = scan.Body.Graph.Nodes.Length;
    private readonly ScanLoop _forward = new(outer, scan.Body, scan.Steps, scan.Reverse, inputs);
    private readonly ScanBuilder _backward = new(outer, scan.Steps, !scan.Reverse);
    private readonly HashSet<int> _saved = SavedValues(scan.Body.Graph, step, roots);
    private readonly Dictionary<int, Node> _copies = [];
    private ScanLoop? _loop;

    /// <summary>A carried gradient and its value behind the last step.</summary>
    public void Carry(Node gradient, Node initial) => _copies.Add(gradient.Id, _backward.State(initial));

    /// <summary>The next value of the next state.</summary>
    public void Next(Node gradient) => _backward.Next(Copy(gradient));

    public void Build() => _loop = _backward.Build();

    /// <summary>A state after all steps; once the loop is built.</summary>
    public Node Final(int state) => _loop!.Final(state);

    /// <summary>All steps of a value; what it returns is called once the loop is built.</summary>
    public Func<Node> Stack(Node value)
    {
        if (seeds.TryGetValue(value.Id, out var seed))
        {
            return () => Part(seed.Gradient, value.Shape.Rank, seed.Start, value.Shape.Last);
        }

        if (value.Id < _forwardCount)
        {
            return () => value.Op is StepInput sequence
                ? Part(inputs[sequence.Index], value.Shape.Rank, sequence.Start, value.Shape.Last)
                : Saved(value);
        }

        var copy = Copy(value);
        return () => _loop!.Stacked(copy);
    }

    /// <summary>All steps of values side by side; what it returns is called once the loop is built.</summary>
    public Func<Node> Stack(IReadOnlyList<Node> values)
    {
        if (values.Count == 1)
        {
            return Stack(values[0]);
        }

        Node[] copies = [.. values.Select(Copy)];
        return () => _loop!.Stacked(copies);
    }

    /// <summary>
    /// The sums over all steps of the gradients of rows that follow each other. Where they are products with the same
    /// right operand, one product gives all.
    /// </summary>
    public Func<Node> Total(IReadOnlyList<Node> rows)
    {
        if (rows.Count == 1)
        {
            return Total(rows[0]);
        }

        if (rows.All(row => row.Op is MatMul { Form: MatMulForm.TransposedLeft } && row.Inputs[1] == rows[0].Inputs[1]))
        {
            var (left, right) = (Stack([.. rows.Select(row => step.Nodes[row.Inputs[0]])]), Outside(step.Nodes[rows[0].Inputs[1]]));
            return () => outer.Add(rows[0].Op, left(), right());
        }

        Func<Node>[] totals = [.. rows.Select(Total)];
        return () => outer.Add(new Concat(0, totals.Length), [.. totals.Select(static total => total())]);
    }

    /// <summary>The sum of an unbatched value over all steps; what it returns is called once the loop is built.</summary>
    public Func<Node> Total(Node value)
    {
        Node Input(int index) => step.Nodes[value.Inputs[index]];
        switch (value.Op)
        {
            case Add:
                var (left, right) = (Total(Input(0)), Total(Input(1)));
                return () => outer.Add(new Add(), left(), right());
            case Broadcast when Input(0).Op is Constant { Value: 0 }:
                return () => outer.Broadcast(outer.Constant(0), value.Shape);
            case Reshape reshape:
                var reshaped = Total(Input(0));
                return () => outer.Reshape(reshaped(), reshape.Target);
            case Sum { Axis: 0 } when Input(0).Shape.IsBatched:
                var summed = Stack(Input(0));
                return () => outer.Reshape(outer.Sum(summed(), 0, 1), value.Shape);
            case Sum:
                var rest = Total(Input(0));
                return () => outer.Add(value.Op, rest());
            case MatMul { Form: MatMulForm.TransposedLeft } or GaussianProjectionsGradient or AxisAlignedGaussiansGradient:
                Func<Node>[] operands = [.. value.Inputs.Items.Select(id => step.Nodes[id]).Select(Outside)];
                return () => outer.Add(value.Op, [.. operands.Select(static operand => operand())]);
            default:
                throw new InvalidGraphException($"No rule sums {value.Op} over the steps of a loop.");
        }
    }

    private Func<Node> Outside(Node value) => value.Op is Captured captured
        ? () => Part(Captured(captured), 0, captured.Start, captured.Shape.Sizes[0])
        : value.Shape.IsBatched ? Stack(value) : throw new InvalidGraphException($"{value.Op} is not known outside the loop.");

    private Node Captured(Captured value) => inputs[scan.Body.Sequences.Length + scan.Body.States.Length + value.Index];

    /// <summary>A range of one axis.</summary>
    private Node Part(Node whole, int axis, int start, int length) =>
        whole.Shape.Sizes[axis] == length ? whole : outer.Add(new Slice(axis, start, length), whole);

    private Node Saved(Node value)
    {
        var stacked = _forward.Stacked(value);
        return value.Name is null ? stacked : outer.Named(stacked, value.Name);
    }

    /// <summary>A value in the body of the backward loop.</summary>
    private Node Copy(Node value)
    {
        if (!_copies.TryGetValue(value.Id, out var copy))
        {
            _backward.Step.Layer = value.Layer;
            copy = value.Op switch
            {
                StepInput when seeds.TryGetValue(value.Id, out var seed) => _backward.Sequence(seed.Gradient, seed.Start, value.Shape.Last),
                StepInput sequence => _backward.Sequence(inputs[sequence.Index], sequence.Start, value.Shape.Last),
                Captured captured => _backward.Capture(Captured(captured), captured.Start, captured.Shape.Sizes[0]),
                _ when value.Id < _forwardCount && _saved.Contains(value.Id) => _backward.Sequence(Saved(value)),
                _ => Again(value),
            };
            copy = value.Name is null ? copy : _backward.Step.Named(copy, value.Name);
            _copies.Add(value.Id, copy);
        }

        return copy;
    }

    private Node Again(Node value)
    {
        Node[] operands = [.. value.Inputs.Items.Select(id => Copy(step.Nodes[id]))];
        _backward.Step.Layer = value.Layer;
        return _backward.Step.Add(value.Op, operands);
    }

    /// <summary>
    /// Forward values that the backward loop reads from memory: those that the gradients read, but for what is there anyway
    /// and what a cheap operation makes of it.
    /// </summary>
    private static HashSet<int> SavedValues(ComputationGraph forward, GraphBuilder step, IEnumerable<Node> roots)
    {
        var needed = new HashSet<int>();
        var pending = new Stack<int>(roots.Select(static root => root.Id));
        var seen = new HashSet<int>();
        while (pending.Count > 0)
        {
            var id = pending.Pop();
            if (id < forward.Nodes.Length)
            {
                needed.Add(id);
            }
            else if (seen.Add(id))
            {
                foreach (var input in step.Nodes[id].Inputs)
                {
                    pending.Push(input);
                }
            }
        }

        bool IsThere(int id) => needed.Contains(id) || forward[id].Op is SourceOp and not CarriedState;
        for (var id = forward.Nodes.Length - 1; id >= 0; id--)
        {
            var node = forward[id];
            var isView = node.Op is Broadcast or Reshape;
            if (!needed.Contains(id) || !(isView || (node.Op is SourceOp and not CarriedState)
                || (OpClasses.IsElementwise(node.Op) && !OpClasses.IsExpensive(node.Op) && node.Inputs.All(IsThere))))
            {
                continue;
            }

            needed.Remove(id);
            needed.UnionWith(node.Inputs.Where(input => !IsThere(input)));
        }

        return needed;
    }
}

/// <summary>Where one step of the gradient of a stacked result comes from.</summary>
/// <param name="Gradient">The gradient, all steps.</param>
/// <param name="Start">Where it starts along the last axis.</param>
internal readonly record struct Seed(Node Gradient, int Start);
