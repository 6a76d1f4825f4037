using Gmnm.Generators.Declaration;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Shapes;

namespace Gmnm.Generators.Passes;

/// <summary>
/// Inference only: (Σ_k w_k · z)² = ((Σ_k w_k) · z)², so the K projections of a Sum component become one, once, when the
/// parameters change.
/// </summary>
internal static class FoldSumProjections
{
    public static ComputationGraph Run(ComputationGraph graph) => GraphRewriter.Rewrite(graph, static (builder, node, inputs) =>
    {
        if (node.Op is not GaussianProjections { Aggregation: Aggregation.Sum, Projections: > 1 } op)
        {
            return null;
        }

        var (components, features) = (op.Components, inputs[0].Shape.Last);
        var weight = builder.Sum(builder.Reshape(inputs[1], Shape.Of(components, op.Projections, features)), 1);
        var offsets = builder.Sum(builder.Reshape(inputs[2], Shape.Of(components, op.Projections)), 1);
        return builder.Add(
            op with { Projections = 1 },
            inputs[0],
            builder.Reshape(weight, Shape.Of(components, features)),
            builder.Reshape(offsets, Shape.Of(components)));
    });
}
