using Gmnm.Generators.Graph.Scans;
using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Graph.Ops;

/// <summary>
/// A loop over time. Inputs: the sequences [batch, steps, …], the initial states, and what the body captures. Each node
/// yields one tensor; nodes with equal bodies and inputs are one loop, and <see cref="ScanLoop"/> makes them.
/// </summary>
/// <param name="Body">What one step computes.</param>
/// <param name="Steps">Number of steps.</param>
/// <param name="Reverse">From the last step to the first. Step t of a sequence stays at its place.</param>
/// <param name="Output">What this node yields.</param>
internal sealed record Scan(ScanBody Body, int Steps, bool Reverse, ScanOutput Output) : Op
{
    public override int Arity => Body.Sequences.Length + Body.States.Length + Body.Captured.Length;

    public override Shape InferShape(IReadOnlyList<Shape> inputs)
    {
        var expected = Body.Sequences.Select(shape => Stacked(shape)).Concat(Body.States).Concat(Body.Captured);
        return !inputs.SequenceEqual(expected)
            ? throw new InvalidGraphException($"{this} takes {string.Join(", ", expected)}, not {string.Join(", ", inputs)}.")
            : Output.Kind == ScanOutputKind.Final ? Body.States[Output.State]
            : Stacked(Body.Graph[Output.Ids[0]].Shape.WithLast(Output.Ids.Sum(id => Body.Graph[id].Shape.Last)));
    }

    public bool IsSibling(Op op) => op is Scan other && this with { Output = other.Output } == other;

    public override IReadOnlyList<Node?> Gradient(GraphBuilder graph, Node node, Node gradient) =>
        throw new InvalidGraphException("The outputs of a loop are differentiated together.");

    /// <summary>Of the whole loop, whichever output this is.</summary>
    public override long MultiplyAccumulates(IReadOnlyList<Shape> inputs, Shape output) => Steps * Body.Graph.Nodes.Sum(node =>
        node.Op.MultiplyAccumulates([.. Body.Graph.InputsOf(node).Select(static input => input.Shape)], node.Shape));

    public override string ToString() => $"Scan {Steps}{(Reverse ? " backward" : "")} {Output}";

    /// <summary>[batch, steps, …] of [batch, …].</summary>
    private Shape Stacked(Shape step) => new(new(step.Sizes.Items.Insert(1, Steps)));
}
