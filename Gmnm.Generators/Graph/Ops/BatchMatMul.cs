using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Graph.Ops;

/// <summary>
/// A matrix product for each index of the leading axes, which both operands have alike; the batch is one of them.
/// <list type="table">
/// <item><see cref="MatMulForm.Plain"/>: left [lead…, M, D], right [lead…, D, N], result [lead…, M, N].</item>
/// <item><see cref="MatMulForm.TransposedRight"/>: left [lead…, M, D], right [lead…, N, D], the same result.</item>
/// <item><see cref="MatMulForm.TransposedLeft"/>: left [lead…, D, M], right [lead…, D, N], the same result.</item>
/// </list>
/// </summary>
internal sealed record BatchMatMul(MatMulForm Form) : Op
{
    public override int Arity => 2;

    public override Shape InferShape(IReadOnlyList<Shape> inputs)
    {
        var (left, right) = (inputs[0], inputs[1]);
        var rank = left.Rank;
        return rank >= (left.IsBatched ? 3 : 2) && right.Rank == rank
            && left.Leading.Take(rank - 2).SequenceEqual(right.Leading.Take(rank - 2))
            && Depth(left) == right.Sizes[Form == MatMulForm.TransposedRight ? rank - 1 : rank - 2]
            ? left.With(rank - 2, left.Sizes[Form == MatMulForm.TransposedLeft ? rank - 1 : rank - 2])
                .WithLast(right.Sizes[Form == MatMulForm.TransposedRight ? rank - 2 : rank - 1])
            : throw new InvalidGraphException($"{this}: {left} and {right} do not multiply.");
    }

    /// <summary>The size over which products are summed.</summary>
    public int Depth(Shape left) => left.Sizes[Form == MatMulForm.TransposedLeft ? left.Rank - 2 : left.Rank - 1];

    public override IReadOnlyList<Node?> Gradient(GraphBuilder graph, Node node, Node gradient)
    {
        var (left, right) = (graph.Nodes[node.Inputs[0]], graph.Nodes[node.Inputs[1]]);
        Node Product(MatMulForm form, Node a, Node b) => graph.Add(new BatchMatMul(form), a, b);
        return Form switch
        {
            MatMulForm.Plain =>
                [Product(MatMulForm.TransposedRight, gradient, right), Product(MatMulForm.TransposedLeft, left, gradient)],
            MatMulForm.TransposedRight =>
                [Product(MatMulForm.Plain, gradient, right), Product(MatMulForm.TransposedLeft, gradient, left)],
            _ => [Product(MatMulForm.TransposedRight, right, gradient), Product(MatMulForm.Plain, left, gradient)],
        };
    }

    public override long MultiplyAccumulates(IReadOnlyList<Shape> inputs, Shape output) =>
        (long)output.Elements * Depth(inputs[0]);

    public override string ToString() => $"BatchMatMul {Form}";
}
