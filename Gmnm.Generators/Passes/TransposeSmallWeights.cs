using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Graph.Products;

namespace Gmnm.Generators.Passes;

/// <summary>
/// x Wᵀ with a small W becomes x times a transposed copy of it, in which neighbouring outputs are neighbours: vectors then run
/// over the outputs, and no sum over lanes is needed. A prediction makes the copy when the parameters change, a training
/// step once for its batch.
/// </summary>
internal static class TransposeSmallWeights
{
    public static ComputationGraph Run(ComputationGraph graph)
    {
        var parametersAlone = Dependence.OnParametersAlone(graph);
        return GraphRewriter.Rewrite(graph, (builder, node, inputs) =>
        {
            if (node.Op is not MatMul { Form: MatMulForm.TransposedRight }
                || !parametersAlone[node.Inputs[1]] || !ProductCost.IsWorthTransposing(inputs[1].Shape))
            {
                return null;
            }

            var copy = builder.Add(Permute.Transpose(2), inputs[1]);
            if (inputs[1].Name is { } name)
            {
                copy = builder.Named(copy, name + ".transposed");
            }

            return builder.Add(new MatMul(MatMulForm.Plain), inputs[0], copy);
        });
    }
}
