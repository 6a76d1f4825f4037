using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;

namespace Gmnm.Generators.Differentiation;

/// <summary>
/// Reverse-mode differentiation: appends to a graph with a loss the gradient of every parameter. Gradients are ordinary
/// nodes, so the later phases know no backward pass.
/// </summary>
internal static class ReverseMode
{
    public static ComputationGraph Differentiate(ComputationGraph graph)
    {
        var builder = GraphRewriter.ToBuilder(graph);
        var loss = graph[graph.Outputs.Single(static output => output.Kind == OutputKind.Loss).Node];
        var wanted = DependsOnParameters(graph);
        var gradients = new Node?[graph.Nodes.Length];
        builder.Layer = Node.LossLayer;
        gradients[loss.Id] = builder.Reshape(builder.Constant(1), loss.Shape);
        for (var id = loss.Id; id >= 0; id--)
        {
            if (gradients[id] is not { } gradient || !wanted[id])
            {
                continue;
            }

            var node = builder.Nodes[id];
            builder.Layer = node.Layer;
            if (node.Name is not null && !OpClasses.IsInline(gradient.Op))
            {
                builder.Named(gradient, node.Name + "Gradient");
            }

            var contributions = node.Op.Gradient(builder, node, gradient);
            for (var index = 0; index < contributions.Count; index++)
            {
                var input = node.Inputs[index];
                if (wanted[input] && contributions[index] is { } contribution)
                {
                    gradients[input] = gradients[input] is { } sum ? builder.Add(new Add(), sum, contribution) : contribution;
                }
            }
        }

        return builder.Build([.. graph.Outputs, .. graph.Nodes
            .Where(static node => node.Op is Parameter)
            .Select(node => new GraphOutput(
                OutputKind.ParameterGradient,
                ((Parameter)node.Op).ParameterName,
                (gradients[node.Id] ?? builder.Broadcast(builder.Constant(0), node.Shape)).Id))]);
    }

    private static bool[] DependsOnParameters(ComputationGraph graph)
    {
        var depends = new bool[graph.Nodes.Length];
        foreach (var node in graph.Nodes)
        {
            depends[node.Id] = node.Op is Parameter || node.Inputs.Any(id => depends[id]);
        }

        return depends;
    }
}
