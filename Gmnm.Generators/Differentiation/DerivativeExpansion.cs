using System.Collections.Immutable;
using Gmnm.Generators.Diagnostics;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;
using Gmnm.Generators.Lowering.Layers;
using Gmnm.Generators.Model;

namespace Gmnm.Generators.Differentiation;

/// <summary>Puts nodes in the place of every derivative that the user asked for.</summary>
internal static class DerivativeExpansion
{
    /// <summary>The graph without <see cref="GradientOf"/>; the graph itself where there is none.</summary>
    /// <exception cref="DeclarationException">A derivative does not exist.</exception>
    public static ComputationGraph Run(ComputationGraph graph)
    {
        if (!graph.Nodes.Any(static node => node.Op is GradientOf))
        {
            return graph;
        }

        var differentiated = Differentiated(graph);
        var derived = new Dictionary<int, string?>();
        var gaussians = new GaussianExpansion();
        return GraphRewriter.Rewrite(graph, (builder, node, inputs) => node.Op switch
        {
            _ when differentiated[node.Id] && gaussians.Expand(builder, node, inputs) is { } expanded => expanded,
            Attention attention when differentiated[node.Id] =>
                ComposedAttention.Build(builder, attention, inputs, static weights => weights),
            GradientOf => Derive(builder, node, inputs[0], inputs[1], derived),
            _ => null,
        });
    }

    /// <summary>For each node whether a derivative goes through it.</summary>
    private static bool[] Differentiated(ComputationGraph graph)
    {
        var differentiated = new bool[graph.Nodes.Length];
        for (var id = graph.Nodes.Length - 1; id >= 0; id--)
        {
            if (graph[id].Op is GradientOf)
            {
                differentiated[graph[id].Inputs[0]] = true;
            }
            else if (differentiated[id])
            {
                foreach (var input in graph[id].Inputs)
                {
                    differentiated[input] = true;
                }
            }
        }

        return differentiated;
    }

    /// <param name="builder">The graph that is built.</param>
    /// <param name="node">The derivative that was asked for.</param>
    /// <param name="value">Of what.</param>
    /// <param name="variable">With respect to what.</param>
    /// <param name="derived">Derivatives made before, with the kink through which each goes.</param>
    private static Node Derive(GraphBuilder builder, Node node, Node value, Node variable, Dictionary<int, string?> derived)
    {
        ImmutableArray<Node> nodes = [.. builder.Nodes.Take(value.Id + 1)];
        var wanted = ReverseMode.Dependents(nodes, origin => origin.Id == variable.Id);
        if (value.Id < variable.Id || !wanted[value.Id])
        {
            throw Error("GMNM2003", node);
        }

        var way = Way(nodes, value, variable, wanted);
        var kink = way.Select(static step => step.Op.Kink).FirstOrDefault(static kink => kink is not null);
        string?[] earlier = [.. way.Where(step => derived.ContainsKey(step.Id)).Select(step => derived[step.Id])];
        // The slope of a maximum holds a comparison: the maximum is what the user knows.
        var named = earlier.FirstOrDefault(static origin => origin is not null) ?? kink;
        if (earlier.Length > 0 && kink is not null)
        {
            throw Error("GMNM2001", node, named!);
        }

        // Below the variable nothing depends on it, so the walk ends there.
        var seed = builder.Broadcast(builder.Constant(1), value.Shape);
        var result = ReverseMode.Append(builder, value, seed, wanted, named: false)[variable.Id]
            ?? builder.Broadcast(builder.Constant(0), variable.Shape);
        if (result.Id > value.Id)
        {
            derived[result.Id] = named;
        }

        return result;
    }

    private static DeclarationException Error(string id, Node node, params string[] arguments) =>
        new(new CompilerError(id, node.Layer, null, arguments.ToEquatableArray()));

    /// <summary>The nodes through which the value depends on the variable; how that came about does not matter.</summary>
    private static List<Node> Way(ImmutableArray<Node> nodes, Node value, Node variable, bool[] wanted)
    {
        var needed = new bool[nodes.Length];
        needed[value.Id] = true;
        var way = new List<Node>();
        for (var id = value.Id; id > variable.Id; id--)
        {
            if (!needed[id] || !wanted[id])
            {
                continue;
            }

            way.Add(nodes[id]);
            foreach (var input in nodes[id].Inputs)
            {
                needed[input] = true;
            }
        }

        return way;
    }
}
