using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Graph.Ops;

/// <summary>
/// Matrix product over the last axis. Every leading axis of a batched operand counts as rows.
/// <list type="table">
/// <item><see cref="MatMulForm.TransposedRight"/>: left [rows…, D], right [N, D], result [rows…, N].</item>
/// <item><see cref="MatMulForm.Plain"/>: left [rows…, D], right [D, N], result [rows…, N].</item>
/// <item><see cref="MatMulForm.TransposedLeft"/>: left [rows…, M], right [rows…, N], result [M, N]: sums over the rows.</item>
/// </list>
/// </summary>
internal sealed record MatMul(MatMulForm Form) : Op
{
    public override int Arity => 2;

    public override Shape InferShape(IReadOnlyList<Shape> inputs)
    {
        var (left, right) = (inputs[0], inputs[1]);
        var fits = left.Rank >= 2 && Form switch
        {
            MatMulForm.TransposedRight => right.Rank == 2 && !right.IsBatched && left.Last == right.Sizes[1],
            MatMulForm.Plain => right.Rank == 2 && !right.IsBatched && left.Last == right.Sizes[0],
            _ => right.Rank == left.Rank && left.WithLast(1) == right.WithLast(1),
        };
        return !fits
            ? throw new InvalidGraphException($"{this}: {left} and {right} do not multiply.")
            : Form switch
            {
                MatMulForm.TransposedRight => left.WithLast(right.Sizes[0]),
                MatMulForm.Plain => left.WithLast(right.Sizes[1]),
                _ => Shape.Of(left.Last, right.Last),
            };
    }

    public override IReadOnlyList<Node?> Gradient(GraphBuilder graph, Node node, Node gradient)
    {
        var (left, right) = (graph.Nodes[node.Inputs[0]], graph.Nodes[node.Inputs[1]]);
        Node Product(MatMulForm form, Node a, Node b) => graph.Add(new MatMul(form), a, b);
        return Form switch
        {
            MatMulForm.TransposedRight =>
                [Product(MatMulForm.Plain, gradient, right), Product(MatMulForm.TransposedLeft, gradient, left)],
            MatMulForm.Plain =>
                [Product(MatMulForm.TransposedRight, gradient, right), Product(MatMulForm.TransposedLeft, left, gradient)],
            _ => [Product(MatMulForm.TransposedRight, right, gradient), Product(MatMulForm.Plain, left, gradient)],
        };
    }

    public override long MultiplyAccumulates(IReadOnlyList<Shape> inputs, Shape output) =>
        Form == MatMulForm.TransposedLeft
            ? (long)inputs[0].Elements * inputs[1].Last
            : (long)inputs[0].Elements * output.Last;

    public override string ToString() => $"MatMul {Form}";
}
