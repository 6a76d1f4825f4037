using Gmnm.Generators.Model;
using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Graph.Ops;

/// <summary>The axes in another order: axis i of the result is axis <c>Axes[i]</c> of the input. The batch stays first.</summary>
internal sealed record Permute(EquatableArray<int> Axes) : Op
{
    public override int Arity => 1;

    /// <summary>The order that takes this one back.</summary>
    public Permute Inverse => new(Enumerable.Range(0, Axes.Count).Select(axis => Axes.Items.IndexOf(axis)).ToEquatableArray());

    public static Permute Of(params int[] axes) => new(axes.ToEquatableArray());

    /// <summary>The two last axes of a tensor of this rank exchanged.</summary>
    public static Permute Transpose(int rank) => new(Enumerable.Range(0, rank)
        .Select(axis => axis == rank - 1 ? rank - 2 : axis == rank - 2 ? rank - 1 : axis).ToEquatableArray());

    public override Shape InferShape(IReadOnlyList<Shape> inputs)
    {
        var input = inputs[0];
        return Axes.OrderBy(static axis => axis).SequenceEqual(Enumerable.Range(0, input.Rank)) && !(input.IsBatched && Axes[0] != 0)
            ? new Shape(Axes.Select(axis => input.Sizes[axis]).ToEquatableArray())
            : throw new InvalidGraphException($"{this} does not fit {input}.");
    }

    public override IReadOnlyList<Node?> Gradient(GraphBuilder graph, Node node, Node gradient) => [graph.Add(Inverse, gradient)];

    public override string ToString() => $"Permute {string.Join(", ", Axes)}";
}
