using Gmnm.Generators.Model;
using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Graph.Ops;

/// <summary>
/// The sum of matrix products of one size, as one product over all their depths. Inputs: left and right of each, in turn.
/// </summary>
/// <param name="Terms">The products, none of the form <see cref="MatMulForm.TransposedLeft"/>.</param>
internal sealed record ProductSum(EquatableArray<MatMul> Terms) : Op
{
    public override int Arity => 2 * Terms.Count;

    public override Shape InferShape(IReadOnlyList<Shape> inputs)
    {
        Shape[] shapes = [.. Terms.Select((term, index) => term.InferShape([inputs[2 * index], inputs[(2 * index) + 1]]))];
        return shapes.All(shape => shape == shapes[0]) && Terms.All(static term => term.Form != MatMulForm.TransposedLeft)
            ? shapes[0]
            : throw new InvalidGraphException($"{this}: {string.Join(", ", inputs)} do not add up.");
    }

    public override IReadOnlyList<Node?> Gradient(GraphBuilder graph, Node node, Node gradient) =>
        [.. Terms.Items.SelectMany((term, index) => term.Gradient(
            graph, node with { Inputs = [node.Inputs[2 * index], node.Inputs[(2 * index) + 1]] }, gradient))];

    public override long MultiplyAccumulates(IReadOnlyList<Shape> inputs, Shape output) =>
        Terms.Select((term, index) => term.MultiplyAccumulates([inputs[2 * index], inputs[(2 * index) + 1]], output)).Sum();

    public override string ToString() => $"ProductSum {string.Join(", ", Terms.Select(static term => term.Form))}";
}
