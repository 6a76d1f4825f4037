using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;

namespace Gmnm.Generators.Passes;

/// <summary>
/// Gives each output memory of its own: an output that is an input, a parameter or another output, at most reshaped, gets
/// a copy.
/// </summary>
internal static class SeparateOutputs
{
    public static ComputationGraph Run(ComputationGraph graph)
    {
        var builder = GraphRewriter.ToBuilder(graph);
        var taken = new HashSet<int>();
        var copies = 0;
        return builder.Build([.. graph.Outputs.Select(output =>
        {
            var root = graph.Root(output.Node);
            if (graph[root].Op is not (SourceOp or Broadcast) && taken.Add(root))
            {
                return output;
            }

            builder.Layer = graph[output.Node].Layer;
            return output with { Node = builder.Add(new Copy(copies++), builder.Nodes[output.Node]).Id };
        })]);
    }
}
