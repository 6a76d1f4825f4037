using System.Collections.Immutable;

namespace Gmnm.Generators.Graph;

/// <summary>Builds a graph anew, node by node, with a rule that may put something else in a node's place.</summary>
internal static class GraphRewriter
{
    /// <summary>A rule: sees a node and its new inputs; returns the replacement, or null to keep the operation.</summary>
    public delegate Node? Rule(GraphBuilder graph, Node node, ImmutableArray<Node> inputs);

    /// <summary>A builder that holds the graph's nodes under their ids.</summary>
    public static GraphBuilder ToBuilder(ComputationGraph graph)
    {
        var builder = new GraphBuilder();
        Replay(builder, graph, static (_, _, _) => null);
        return builder;
    }

    public static ComputationGraph Rewrite(ComputationGraph graph, Rule rule) => Rewrite(graph, rule, out _);

    /// <param name="graph">The graph.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="replacements">For each node of the graph what stands in its place.</param>
    public static ComputationGraph Rewrite(ComputationGraph graph, Rule rule, out ImmutableArray<Node> replacements)
    {
        var builder = new GraphBuilder();
        var replaced = Replay(builder, graph, rule);
        replacements = replaced;
        return builder.Build(graph.Outputs.Select(output => output with { Node = replaced[output.Node].Id }));
    }

    private static ImmutableArray<Node> Replay(GraphBuilder builder, ComputationGraph graph, Rule rule)
    {
        var replacements = ImmutableArray.CreateBuilder<Node>(graph.Nodes.Length);
        foreach (var node in graph.Nodes)
        {
            builder.Layer = node.Layer;
            ImmutableArray<Node> inputs = [.. node.Inputs.Items.Select(id => replacements[id])];
            var replacement = rule(builder, node, inputs) ?? builder.Add(node.Op, [.. inputs]);
            replacements.Add(node.Name is null ? replacement : builder.Named(replacement, node.Name));
        }

        return replacements.MoveToImmutable();
    }
}
