using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Graph.Products;

namespace Gmnm.Generators.Passes;

/// <summary>
/// Predictions of many samples only: packs the weights of a large product once, when the parameters change, where each
/// prediction would pack them again. That takes their memory twice, in place of scratch space for 128 columns of them.
/// </summary>
internal static class PackProducts
{
    /// <summary>Two vectors. A single sample of a narrower product takes less than half a microsecond, of which asking for changed parameters is a part.</summary>
    private const int FewestColumns = 32;

    public static ComputationGraph Run(ComputationGraph graph)
    {
        var isFixed = Dependence.OnParametersAlone(graph);
        return GraphRewriter.Rewrite(graph, (builder, node, inputs) =>
            node is { Op: MatMul { Form: not MatMulForm.TransposedLeft } product, Shape.IsBatched: true } && node.Shape.Last >= FewestColumns
                && isFixed[node.Inputs[1]] && ProductCost.KernelOf(graph, node) == ProductKernel.Packed
                ? builder.Add(new PackedMatMul(product), [.. inputs, builder.Add(new PackedWeights(product.Form), inputs[1])])
                : null);
    }
}
