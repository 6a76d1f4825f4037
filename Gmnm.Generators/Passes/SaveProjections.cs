using System.Collections.Immutable;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;

namespace Gmnm.Generators.Passes;

/// <summary>
/// The gradient of a Gaussian layer in steps, from projections that the forward pass saves, in place of the kernel that
/// computes them again; where <see cref="GaussianSavingCost"/> says so.
/// </summary>
internal static class SaveProjections
{
    public static ComputationGraph Run(ComputationGraph graph) => Run(graph, GaussianSavingCost.IsSaved);

    /// <summary>For a GPU, where memory is fast beside its multiply-adds: four bytes cost less than the shortest sum.</summary>
    public static ComputationGraph RunAlways(ComputationGraph graph) => Run(graph, static (_, _) => true);

    private static ComputationGraph Run(ComputationGraph graph, Func<GaussianProjections, int, bool> isSaved)
    {
        var saved = graph.Nodes
            .Where(static node => node.Op is GaussianProjectionsGradient)
            .Select(static node => node.Inputs[3])
            .Where(id => graph[id].Op is GaussianProjections op && isSaved(op, graph[graph[id].Inputs[0]].Shape.Last))
            .ToImmutableHashSet();
        return saved.IsEmpty ? graph : GraphRewriter.Rewrite(graph, (builder, node, inputs) =>
        {
            switch (node.Op)
            {
                case GaussianProjections forward when saved.Contains(node.Id):
                    var exponentials = builder.Add(forward, [.. inputs]);
                    builder.Add(new GaussianSavedProjections(forward), [.. inputs]);
                    return exponentials;
                case GaussianProjectionsGradient gradient when saved.Contains(node.Inputs[3]):
                    return Gradient(builder, gradient, inputs);
                default:
                    return null;
            }
        });
    }

    private static Node Gradient(GraphBuilder builder, GaussianProjectionsGradient gradient, ImmutableArray<Node> inputs)
    {
        var forward = gradient.Forward;
        var saved = builder.Add(new GaussianSavedProjections(forward), inputs[0], inputs[1], inputs[2]);
        var derivative = builder.Add(new GaussianDerivative(forward), saved, inputs[3], inputs[4]);
        return gradient.Operand switch
        {
            0 => builder.Add(new GaussianInputGradient(forward), derivative, inputs[1]),
            1 => builder.Add(new GaussianWeightGradient(forward, Centered: false), derivative, inputs[0]),
            _ => builder.Add(new GaussianOffsetGradient(forward), derivative),
        };
    }
}
