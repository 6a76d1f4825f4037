using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Graph.Ops;

/// <summary>Greatest element along the last axis, which stays with size 1. Used for shifts only: see <see cref="StopGradient"/>.</summary>
internal sealed record Maximum : Op
{
    public override string? Kink => "Max";

    public override int Arity => 1;

    public override Shape InferShape(IReadOnlyList<Shape> inputs) => inputs[0].WithLast(1);

    public override IReadOnlyList<Node?> Gradient(GraphBuilder graph, Node node, Node gradient) =>
        throw new NotDifferentiableException(this);

    public override string ToString() => nameof(Maximum);
}
