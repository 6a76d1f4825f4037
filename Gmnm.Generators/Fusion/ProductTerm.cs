using System.Collections.Immutable;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;

namespace Gmnm.Generators.Fusion;

/// <summary>One of the matrix products that a node adds up.</summary>
/// <param name="Form">Its form.</param>
/// <param name="Left">The left operand.</param>
/// <param name="Right">The right operand, a matrix.</param>
internal readonly record struct ProductTerm(MatMulForm Form, Node Left, Node Right)
{
    public int Depth => Left.Shape.Last;

    /// <summary>The terms of a <see cref="MatMul"/> or <see cref="ProductSum"/>.</summary>
    public static ImmutableArray<ProductTerm> Of(ComputationGraph graph, Node node) => node.Op is ProductSum sum
        ? [.. sum.Terms.Select((term, index) => new ProductTerm(
            term.Form, graph[node.Inputs[2 * index]], graph[node.Inputs[(2 * index) + 1]]))]
        : [new(((MatMul)node.Op).Form, graph[node.Inputs[0]], graph[node.Inputs[1]])];

    /// <summary>
    /// Whether a product multiplies rows of a step by what is the same at each step: its right operand is packed once,
    /// before the loop.
    /// </summary>
    public static bool IsLoopInvariant(ComputationGraph graph, Node node) =>
        node.Op is ProductSum or MatMul { Form: not MatMulForm.TransposedLeft }
        && Of(graph, node).All(static term => term.Right.Op is Captured);

    /// <summary>Whether two products have the same left operands, so that one pass over them gives both.</summary>
    public static bool AreSiblings(ComputationGraph graph, Node one, Node other) =>
        one.Shape == other.Shape
        && Of(graph, one).Select(static term => term.Left.Id).SequenceEqual(Of(graph, other).Select(static term => term.Left.Id));
}
