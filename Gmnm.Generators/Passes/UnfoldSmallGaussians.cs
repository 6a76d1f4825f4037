using Gmnm.Generators.Declaration;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Graph.Products;
using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Passes;

/// <summary>
/// A small Gaussian layer becomes a matrix product for each projection, y_k = x W_kᵀ - c_k, with the components along the
/// lanes, and elementwise operations in the epilogue of the last. The products of few floats are then kept for the gradient
/// instead of being computed again, and nothing is packed: for a large layer the tiles of its own kernel cost less.
/// </summary>
internal static class UnfoldSmallGaussians
{
    public static ComputationGraph Run(ComputationGraph graph) => GraphRewriter.Rewrite(graph, static (builder, node, inputs) =>
        node.Op switch
        {
            GaussianProjections op when ProductCost.IsWorthUnfolding(op, inputs[0].Shape) =>
                Exponentials(builder, new(op, inputs[0], inputs[1], inputs[2])),
            GaussianProjectionsGradient op when ProductCost.IsWorthUnfolding(op.Forward, inputs[0].Shape) =>
                Gradient(builder, op.Operand, new(op.Forward, inputs[0], inputs[1], inputs[2]), inputs[3], inputs[4]),
            _ => null,
        });

    private static Node Exponentials(GraphBuilder graph, Layer layer)
    {
        var terms = layer.Op.Aggregation == Aggregation.Norm
            ? Sum(graph, layer.Projections.Select(k => graph.Add(new Square(), Projection(graph, layer, k))))
            : graph.Add(new Square(), Aggregate(graph, layer));
        return graph.Add(new Exp(), graph.Scale(terms, -0.5));
    }

    /// <summary>s of q = s²: the sum of the projections, or of the products of pairs.</summary>
    private static Node Aggregate(GraphBuilder graph, Layer layer) => layer.Op.Aggregation == Aggregation.Sum
        ? Sum(graph, layer.Projections.Select(k => Projection(graph, layer, k)))
        : Sum(graph, Enumerable.Range(0, layer.Op.Projections / 2).Select(k => graph.Add(
            new Multiply(), Projection(graph, layer, k), Projection(graph, layer, layer.PairOf(k)))));

    /// <summary>The gradient with respect to the input, the projections or the offsets.</summary>
    private static Node Gradient(GraphBuilder graph, int operand, Layer layer, Node exponentials, Node gradient)
    {
        var scale = graph.Add(new Negate(), graph.Add(new Multiply(), exponentials, gradient));
        var (components, features) = (layer.Op.Components, layer.Input.Shape.Last);
        Node[] parts = [.. layer.Projections.Select(k => graph.Add(new Multiply(), scale, Derivative(graph, layer, k)))];
        return operand switch
        {
            0 => Sum(graph, layer.Projections.Select(k => graph.Add(new MatMul(MatMulForm.Plain), parts[k], Weight(graph, layer, k)))),
            1 => graph.Reshape(
                Joined(graph, parts.Select(part => graph.Reshape(
                    graph.Add(new MatMul(MatMulForm.TransposedLeft), part, layer.Input), Shape.Of(components, 1, features)))),
                layer.Weight.Shape),
            _ => graph.Reshape(
                Joined(graph, parts.Select(part => graph.Reshape(
                    graph.Add(new Negate(), graph.SumTo(part, Shape.Of(components))), Shape.Of(components, 1)))),
                layer.Offset.Shape),
        };
    }

    /// <summary>Half the derivative of q with respect to a projection.</summary>
    private static Node Derivative(GraphBuilder graph, Layer layer, int k) => layer.Op.Aggregation switch
    {
        Aggregation.Norm => Projection(graph, layer, k),
        Aggregation.Sum => Aggregate(graph, layer),
        _ => graph.Add(new Multiply(), Aggregate(graph, layer), Projection(graph, layer, layer.PairOf(k))),
    };

    /// <summary>y_k [rows…, m].</summary>
    private static Node Projection(GraphBuilder graph, Layer layer, int k)
    {
        // The offset first: what the epilogue of the product reads must be there before it.
        var offsets = graph.Reshape(layer.Offset, Shape.Of(layer.Op.Components, layer.Op.Projections));
        var offset = graph.Reshape(Part(graph, layer, offsets, k), Shape.Of(layer.Op.Components));
        var product = graph.Add(new MatMul(MatMulForm.TransposedRight), layer.Input, Weight(graph, layer, k));
        return graph.Add(new Subtract(), product, graph.Broadcast(offset, product.Shape));
    }

    /// <summary>W_k [m, D].</summary>
    private static Node Weight(GraphBuilder graph, Layer layer, int k)
    {
        var (components, features) = (layer.Op.Components, layer.Input.Shape.Last);
        var weights = graph.Reshape(layer.Weight, Shape.Of(components, layer.Op.Projections, features));
        return graph.Reshape(Part(graph, layer, weights, k), Shape.Of(components, features));
    }

    private static Node Part(GraphBuilder graph, Layer layer, Node projections, int k) =>
        layer.Op.Projections == 1 ? projections : graph.Add(new Slice(1, k, 1), projections);

    private static Node Joined(GraphBuilder graph, IEnumerable<Node> parts)
    {
        Node[] all = [.. parts];
        return all.Length == 1 ? all[0] : graph.Add(new Concat(1, all.Length), all);
    }

    private static Node Sum(GraphBuilder graph, IEnumerable<Node> terms) =>
        terms.Aggregate((sum, term) => graph.Add(new Add(), sum, term));

    private sealed record Layer(GaussianProjections Op, Node Input, Node Weight, Node Offset)
    {
        public IEnumerable<int> Projections => Enumerable.Range(0, Op.Projections);

        /// <summary>The other projection of a pair.</summary>
        public int PairOf(int k) => (k + (Op.Projections / 2)) % Op.Projections;
    }
}
