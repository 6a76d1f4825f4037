using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Graph.Ops;

/// <summary>
/// x, moved between memory whose samples are apart (one step of a sequence) and memory where they follow each other,
/// which is what most kernels take. The number sets copies of one value apart.
/// </summary>
internal sealed record Dense(int Number) : Op
{
    public override int Arity => 1;

    public override Shape InferShape(IReadOnlyList<Shape> inputs) => inputs[0];

    public override IReadOnlyList<Node?> Gradient(GraphBuilder graph, Node node, Node gradient) => [gradient];

    public override string ToString() => nameof(Dense);
}
