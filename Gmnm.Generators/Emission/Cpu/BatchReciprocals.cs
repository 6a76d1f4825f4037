using Gmnm.Generators.Fusion;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;

namespace Gmnm.Generators.Emission.Cpu;

/// <summary>Writes the variables of a method that hold a factor over the number of samples.</summary>
internal static class BatchReciprocals
{
    public static void Emit(CodeWriter writer, ComputationGraph graph, Names names, FusedGroup group)
    {
        foreach (var id in group.Nodes.SelectMany(id => In(graph, graph[id])).Distinct())
        {
            var (factor, offset) = (BatchReciprocal)graph[id].Op;
            var divisor = offset == 0 ? "batch" : $"(batch + {Literal.Float(offset)})";
            writer.Line($"var {names[id]} = {Literal.Float(factor)} / {divisor};");
        }
    }

    /// <summary>Whether a group needs the number of samples in the batch.</summary>
    public static bool AreReadBy(ComputationGraph graph, FusedGroup group) => group.Nodes.Any(id => In(graph, graph[id]).Any());

    private static IEnumerable<int> In(ComputationGraph graph, Node node) => graph.InputsOf(node).SelectMany(input => input.Op switch
    {
        BatchReciprocal => [input.Id],
        Broadcast => In(graph, input),
        _ => (IEnumerable<int>)[],
    });
}
