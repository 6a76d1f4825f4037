using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Graph.Ops;

/// <summary>The adjoint of <see cref="BilinearUpsample"/>.</summary>
internal sealed record BilinearUpsampleGradient(int FactorHeight, int FactorWidth) : Op
{
    public override int Arity => 1;

    public override Shape InferShape(IReadOnlyList<Shape> inputs) =>
        inputs[0].Rank == 4 && inputs[0].Sizes[2] % FactorHeight == 0 && inputs[0].Sizes[3] % FactorWidth == 0
            ? Window.Image(inputs[0], inputs[0].Sizes[1], inputs[0].Sizes[2] / FactorHeight, inputs[0].Sizes[3] / FactorWidth)
            : throw new InvalidGraphException($"{this}: {inputs[0]} does not fit.");

    public override IReadOnlyList<Node?> Gradient(GraphBuilder graph, Node node, Node gradient) =>
        [graph.Add(new BilinearUpsample(FactorHeight, FactorWidth), gradient)];

    public override string ToString() => $"Adjoint of {new BilinearUpsample(FactorHeight, FactorWidth)}";
}
