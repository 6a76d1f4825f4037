using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Graph.Ops;

/// <summary>
/// The right operand of a <see cref="MatMul"/> in the order in which its kernel reads it, which is the machine's; panels of
/// columns are filled up.
/// </summary>
internal sealed record PackedWeights(MatMulForm Form) : Op
{
    /// <summary>Mirrors the narrowest panel of <c>MatrixMultiply</c>.</summary>
    private const int Panel = 16;

    public override int Arity => 1;

    public override Shape InferShape(IReadOnlyList<Shape> inputs) => inputs[0] is { Rank: 2, IsBatched: false } right
        ? Shape.Of(Form == MatMulForm.TransposedRight ? Length(right.Sizes[0], right.Last) : Length(right.Last, right.Sizes[0]))
        : throw new InvalidGraphException($"{this}: {inputs[0]} is no matrix.");

    /// <summary>Mirrors <c>MatrixMultiply.PackedLength</c>.</summary>
    public static int Length(int columns, int depth) => checked((columns + Panel - 1) / Panel * Panel * depth);

    public override IReadOnlyList<Node?> Gradient(GraphBuilder graph, Node node, Node gradient) =>
        throw new NotDifferentiableException(this);

    public override string ToString() => $"Packed weights of {new MatMul(Form)}";
}
