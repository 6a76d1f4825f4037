using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Graph.Ops;

/// <summary>
/// [N, C, H, W] enlarged to [N, C, H · FactorHeight, W · FactorWidth] by linear interpolation between the centres of the
/// elements, constant beyond the outermost centres.
/// </summary>
internal sealed record BilinearUpsample(int FactorHeight, int FactorWidth) : Op
{
    public override int Arity => 1;

    public override Shape InferShape(IReadOnlyList<Shape> inputs) => inputs[0].Rank == 4
        ? Window.Image(
            inputs[0], inputs[0].Sizes[1], checked(inputs[0].Sizes[2] * FactorHeight), checked(inputs[0].Sizes[3] * FactorWidth))
        : throw new InvalidGraphException($"{this}: {inputs[0]} is no image.");

    public override IReadOnlyList<Node?> Gradient(GraphBuilder graph, Node node, Node gradient) =>
        [graph.Add(new BilinearUpsampleGradient(FactorHeight, FactorWidth), gradient)];

    public override string ToString() => $"BilinearUpsample {FactorHeight}×{FactorWidth}";
}
