using System.Collections.Immutable;
using Gmnm.Generators.Graph.Ops;

namespace Gmnm.Generators.Graph;

/// <summary>What the values of a graph depend on.</summary>
internal static class Dependence
{
    /// <summary>For each node whether it changes with the parameters and with nothing else.</summary>
    public static ImmutableArray<bool> OnParametersAlone(ComputationGraph graph)
    {
        var (samples, parameters) = (new bool[graph.Nodes.Length], new bool[graph.Nodes.Length]);
        foreach (var node in graph.Nodes)
        {
            samples[node.Id] = node.Op is Input or Target or BatchReciprocal or DropoutMask || OpClasses.IsStepOperand(node.Op) || node.Inputs.Any(id => samples[id]);
            parameters[node.Id] = node.Op is Parameter || node.Inputs.Any(id => parameters[id]);
        }

        return [.. graph.Nodes.Select(node => parameters[node.Id] && !samples[node.Id])];
    }
}
