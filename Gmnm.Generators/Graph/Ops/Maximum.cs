using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Graph.Ops;

/// <summary>Greatest element along one axis, which stays with size 1. Equal greatest elements share the gradient evenly.</summary>
internal sealed record Maximum(int Axis) : Op
{
    public override string? Kink => "Max";

    public override int Arity => 1;

    public override Shape InferShape(IReadOnlyList<Shape> inputs) =>
        Axis >= 0 && Axis < inputs[0].Rank
            ? inputs[0].With(Axis, 1)
            : throw new InvalidGraphException($"Axis {Axis} of {inputs[0]} does not exist.");

    public override IReadOnlyList<Node?> Gradient(GraphBuilder graph, Node node, Node gradient)
    {
        var isGreatest = graph.Add(new EqualTo(), graph.Nodes[node.Inputs[0]], node);
        var share = graph.Add(new Divide(), gradient, graph.Sum(isGreatest, Axis));
        return [graph.Add(new Multiply(), isGreatest, share)];
    }

    public override string ToString() => $"Maximum axis {Axis}";
}
