using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Model;
using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Graph.Scans;

/// <summary>Builds a loop over time: the body in a graph of its own, beside the graph in which the loop will stand.</summary>
internal sealed class ScanBuilder(GraphBuilder outer, int steps, bool reverse)
{
    private readonly List<Node> _sequences = [];
    private readonly List<Node> _initial = [];
    private readonly List<Node> _captured = [];
    private readonly List<Node> _next = [];

    /// <summary>Takes the body's nodes.</summary>
    public GraphBuilder Step { get; } = new() { Layer = outer.Layer };

    /// <summary>The current step of a sequence [batch, steps, …].</summary>
    public Node Sequence(Node sequence) => Sequence(sequence, 0, sequence.Shape.Last);

    /// <summary>A range of the last axis of the current step of a sequence [batch, steps, features].</summary>
    public Node Sequence(Node sequence, int start, int length) =>
        Step.Add(new StepInput(IndexOf(_sequences, sequence), StepOf(sequence).WithLast(length), start));

    /// <summary>A tensor from outside.</summary>
    public Node Capture(Node value) => Step.Add(new Captured(IndexOf(_captured, value), value.Shape));

    /// <summary>Some rows of a tensor from outside.</summary>
    public Node Capture(Node value, int start, int rows) =>
        Step.Add(new Captured(IndexOf(_captured, value), value.Shape.With(0, rows), start));

    /// <summary>A state that starts as <paramref name="initial"/>; <see cref="Next"/> says how it goes on, state by state.</summary>
    public Node State(Node initial)
    {
        _initial.Add(initial);
        return Step.Add(new CarriedState(_initial.Count - 1, initial.Shape));
    }

    /// <summary>A state of numbers that start as zeros.</summary>
    public Node Zero(int size, string name) =>
        Step.Named(State(outer.Broadcast(outer.Constant(0), Shape.OfBatch(size))), name);

    public void Next(Node value) => _next.Add(value);

    public ScanLoop Build()
    {
        var body = new ScanBody(
            Step.Build([]),
            _next.Select(static node => node.Id).ToEquatableArray(),
            _sequences.Select(StepOf).ToEquatableArray(),
            _captured.Select(static node => node.Shape).ToEquatableArray());
        return new ScanLoop(outer, body, steps, reverse, [.. _sequences, .. _initial, .. _captured]);
    }

    private static Shape StepOf(Node sequence) => new(new(sequence.Shape.Sizes.Items.RemoveAt(1)));

    private static int IndexOf(List<Node> list, Node node)
    {
        var index = list.FindIndex(other => other.Id == node.Id);
        if (index < 0)
        {
            index = list.Count;
            list.Add(node);
        }

        return index;
    }
}
