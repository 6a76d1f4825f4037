using Gmnm.Generators.Diagnostics;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;

namespace Gmnm.Generators.Differentiation;

/// <summary>
/// Reverse-mode differentiation. Gradients are ordinary nodes, so the later phases know no backward pass, and what it
/// appends can be differentiated again.
/// </summary>
internal static class ReverseMode
{
    /// <summary>Appends to a graph with a loss the gradient of every trainable parameter, after expanding derivatives in the graph itself.</summary>
    public static ComputationGraph Differentiate(ComputationGraph forward)
    {
        var graph = DerivativeExpansion.Run(forward);
        var builder = GraphRewriter.ToBuilder(graph);
        var loss = graph[graph.Outputs.Single(static output => output.Kind == OutputKind.Loss).Node];
        builder.Layer = Node.LossLayer;
        var seed = builder.Reshape(builder.Constant(1), loss.Shape);
        var gradients = Append(builder, loss, seed, Dependents(graph.Nodes, IsTrainable), named: true);
        return builder.Build([.. graph.Outputs, .. graph.Nodes
            .Where(IsTrainable)
            .Select(node => new GraphOutput(
                OutputKind.ParameterGradient,
                ((Parameter)node.Op).ParameterName,
                (gradients[node.Id] ?? builder.Broadcast(builder.Constant(0), node.Shape)).Id))]);
    }

    /// <summary>Appends the gradients of a node; gives, by id, those of the nodes that are wanted and that it depends on.</summary>
    /// <param name="builder">Holds the node and takes the gradients.</param>
    /// <param name="root">What is differentiated.</param>
    /// <param name="seed">Gradient with respect to <paramref name="root"/>, of its shape.</param>
    /// <param name="wanted">For each node up to the root whether its gradient is wanted, be it on the way to another's.</param>
    /// <param name="named">Whether gradients are called after the nodes that they belong to.</param>
    /// <exception cref="DeclarationException">An operation on the way has no derivative.</exception>
    public static Node?[] Append(GraphBuilder builder, Node root, Node seed, bool[] wanted, bool named)
    {
        var gradients = new Node?[root.Id + 1];
        gradients[root.Id] = seed;
        Append(builder, gradients, wanted, named);
        return gradients;
    }

    /// <summary>Appends the gradients of several nodes at once: <paramref name="gradients"/> holds theirs and takes the others.</summary>
    public static void Append(GraphBuilder builder, Node?[] gradients, bool[] wanted, bool named)
    {
        for (var id = gradients.Length - 1; id >= 0; id--)
        {
            if (!wanted[id])
            {
                continue;
            }

            var node = builder.Nodes[id];
            builder.Layer = node.Layer;
            if (named && node.Name is not null && gradients[id] is { } own && !OpClasses.IsInline(own.Op))
            {
                builder.Named(own, node.Name + "Gradient");
            }

            if (!node.Inputs.Any(input => wanted[input]))
            {
                continue;
            }

            var contributions = Contributions(builder, node, gradients, wanted);
            for (var index = 0; index < contributions.Count; index++)
            {
                var input = node.Inputs[index];
                if (wanted[input] && contributions[index] is { } contribution)
                {
                    Add(builder, gradients, input, contribution);
                }
            }
        }
    }

    private static bool IsTrainable(Node node) => node.Op is Parameter { Kind: ParameterKind.Trainable };

    /// <summary>Adds to the gradient of a node.</summary>
    public static void Add(GraphBuilder builder, Node?[] gradients, int id, Node contribution) =>
        gradients[id] = gradients[id] is { } sum ? builder.Add(new Add(), sum, contribution) : contribution;

    private static IReadOnlyList<Node?> Contributions(GraphBuilder builder, Node node, Node?[] gradients, bool[] wanted)
    {
        try
        {
            return node.Op is Scan ? ScanGradient.Contributions(builder, node, gradients, wanted)
                : gradients[node.Id] is { } gradient ? node.Op.Gradient(builder, node, gradient)
                : [];
        }
        catch (NotDifferentiableException)
        {
            throw new DeclarationException(new CompilerError("GMNM2002", node.Layer, null, []));
        }
    }

    /// <summary>For each node whether it is one of the origins or depends on one, other than through a stop.</summary>
    public static bool[] Dependents(IReadOnlyList<Node> nodes, Func<Node, bool> isOrigin)
    {
        var depends = new bool[nodes.Count];
        foreach (var node in nodes)
        {
            depends[node.Id] = isOrigin(node) || (node.Op is not StopGradient && node.Inputs.Any(id => depends[id]));
        }

        return depends;
    }
}
