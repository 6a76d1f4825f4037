using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Graph.Ops;

/// <summary><see cref="MatMul"/> with its right operand also packed: a third input, <see cref="PackedWeights"/>.</summary>
internal sealed record PackedMatMul(MatMul Product) : Op
{
    public override int Arity => 3;

    public override Shape InferShape(IReadOnlyList<Shape> inputs) =>
        Product.Form != MatMulForm.TransposedLeft && inputs[2] == new PackedWeights(Product.Form).InferShape([inputs[1]])
            ? Product.InferShape([inputs[0], inputs[1]])
            : throw new InvalidGraphException($"{this}: {inputs[2]} does not fit.");

    public override IReadOnlyList<Node?> Gradient(GraphBuilder graph, Node node, Node gradient) =>
        throw new NotDifferentiableException(this);

    public override long MultiplyAccumulates(IReadOnlyList<Shape> inputs, Shape output) =>
        Product.MultiplyAccumulates(inputs, output);

    public override string ToString() => $"Packed {Product}";
}
