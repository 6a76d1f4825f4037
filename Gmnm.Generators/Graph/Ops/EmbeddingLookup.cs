using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Graph.Ops;

/// <summary>
/// Rows of a table. Inputs: indices [any…], whole numbers that generated code has checked, and table [count, D]. Result
/// [any…, D].
/// </summary>
internal sealed record EmbeddingLookup : Op
{
    public override int Arity => 2;

    public override Shape InferShape(IReadOnlyList<Shape> inputs) => inputs[1].Rank == 2 && !inputs[1].IsBatched
        ? new Shape([.. inputs[0].Sizes, inputs[1].Last])
        : throw new InvalidGraphException($"{this}: {inputs[1]} is no table.");

    public override IReadOnlyList<Node?> Gradient(GraphBuilder graph, Node node, Node gradient)
    {
        var table = graph.Nodes[node.Inputs[1]].Shape;
        return [null, graph.Add(new EmbeddingLookupGradient(table.Sizes[0]), graph.Nodes[node.Inputs[0]], gradient)];
    }

    public override string ToString() => nameof(EmbeddingLookup);
}
