using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Graph.Ops;

/// <summary>
/// Rows added up where an index put them: the gradient of <see cref="EmbeddingLookup"/> with respect to its table. Inputs:
/// indices [any…] and rows [any…, D]. Result [count, D]; the rows of one index are added in their order.
/// </summary>
internal sealed record EmbeddingLookupGradient(int Count) : Op
{
    public override int Arity => 2;

    public override Shape InferShape(IReadOnlyList<Shape> inputs) =>
        inputs[1].Rank >= 1 && inputs[1].Leading.SequenceEqual(inputs[0].Sizes)
            ? Shape.Of(Count, inputs[1].Last)
            : throw new InvalidGraphException($"{this}: {inputs[0]} and {inputs[1]} do not fit.");

    public override IReadOnlyList<Node?> Gradient(GraphBuilder graph, Node node, Node gradient) =>
        [null, graph.Add(new EmbeddingLookup(), graph.Nodes[node.Inputs[0]], gradient)];

    public override string ToString() => $"EmbeddingLookupGradient {Count}";
}
