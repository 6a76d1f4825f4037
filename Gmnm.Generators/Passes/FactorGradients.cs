using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;

namespace Gmnm.Generators.Passes;

/// <summary>
/// g · b + (g · c) · d, the gradient of a product of a value with a function of it, becomes g · (b + c · d). The factor does
/// not wait for the gradient: the forward pass computes it while its operands are in registers, and leaves one array for the
/// backward pass in place of two.
/// </summary>
internal static class FactorGradients
{
    public static ComputationGraph Run(ComputationGraph graph) =>
        GraphRewriter.Rewrite(graph, (builder, node, inputs) => node.Op is Add && node.Inputs.All(input => IsInnerProduct(graph, input))
            ? Factored(graph, builder, inputs[0], inputs[1]) ?? Factored(graph, builder, inputs[1], inputs[0])
            : null);

    private static bool IsInnerProduct(ComputationGraph graph, int id) => graph[id].Op is Multiply && graph.ReaderCount(id) == 1;

    private static Node? Factored(ComputationGraph graph, GraphBuilder builder, Node product, Node deeper)
    {
        Node Input(Node node, int index) => builder.Nodes[node.Inputs[index]];
        var (gradient, factor) = (Input(product, 0), Input(product, 1));
        var inner = Input(deeper, 0);
        Node[] all = [gradient, factor, inner, Input(deeper, 1)];
        return inner.Op is Multiply && inner.Inputs[0] == gradient.Id && all.All(node => node.Shape == product.Shape)
            ? builder.Add(
                new Multiply(), gradient,
                builder.Add(new Add(), builder.Add(new Multiply(), Input(inner, 1), Input(deeper, 1)), factor))
            : null;
    }
}
