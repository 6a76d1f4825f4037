using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Graph.Ops;

/// <summary>
/// The projections y of <see cref="GaussianProjections"/> in memory, for the backward pass. Same inputs: one kernel
/// computes both. Result [rows…, <see cref="Length"/>]: by block of 32 components, then projection, then component of the
/// block; absent components are 0.
/// </summary>
internal sealed record GaussianSavedProjections(GaussianProjections Forward) : Op
{
    /// <summary>Components in a block, as the runtime lays them out.</summary>
    public const int Block = 32;

    public override int Arity => Forward.Arity;

    public override Shape InferShape(IReadOnlyList<Shape> inputs) => Forward.InferShape(inputs).WithLast(Length(Forward));

    public override IReadOnlyList<Node?> Gradient(GraphBuilder graph, Node node, Node gradient) =>
        throw new NotDifferentiableException(this);

    public override string ToString() => $"Saved {Forward}";

    /// <summary>Floats of one row.</summary>
    public static int Length(GaussianProjections forward) =>
        checked((forward.Components + Block - 1) / Block * Block * forward.Projections);
}
