using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Graph.Ops;

/// <summary>Tensors one after the other along one axis, never the batch; their other sizes are equal.</summary>
internal sealed record Concat(int Axis, int Count) : Op
{
    public override int Arity => Count;

    public override Shape InferShape(IReadOnlyList<Shape> inputs)
    {
        var first = inputs[0];
        var fits = Axis >= 0 && Axis < first.Rank && first.Sizes[Axis] != Shape.Batch
            && inputs.All(input => input.Rank == first.Rank && input.With(Axis, 1) == first.With(Axis, 1));
        return fits
            ? first.With(Axis, inputs.Aggregate(0, (sum, input) => checked(sum + input.Sizes[Axis])))
            : throw new InvalidGraphException($"{this}: {string.Join(", ", inputs)} do not fit.");
    }

    public override IReadOnlyList<Node?> Gradient(GraphBuilder graph, Node node, Node gradient)
    {
        var start = 0;
        var gradients = new List<Node?>();
        foreach (var id in node.Inputs)
        {
            var length = graph.Nodes[id].Shape.Sizes[Axis];
            gradients.Add(graph.Add(new Slice(Axis, start, length), gradient));
            start += length;
        }

        return gradients;
    }

    public override string ToString() => $"Concat axis {Axis}";
}
