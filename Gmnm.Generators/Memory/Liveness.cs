using System.Collections.Immutable;
using Gmnm.Generators.Fusion;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;

namespace Gmnm.Generators.Memory;

/// <summary>Which nodes are in memory, and from which group to which.</summary>
internal sealed class Liveness
{
    private readonly FusionPlan _plan;
    private readonly Dictionary<int, int> _lastUse = [];

    private Liveness(FusionPlan plan) => _plan = plan;

    /// <summary>For each computed node in memory the group that writes it and the last that reads it.</summary>
    public static ImmutableDictionary<int, (int First, int Last)> Of(FusionPlan plan)
    {
        var liveness = new Liveness(plan);
        foreach (var node in plan.Graph.Nodes.Where(node => plan.GroupOf[node.Id] >= 0))
        {
            foreach (var input in node.Inputs)
            {
                liveness.Read(input, node);
            }
        }

        foreach (var output in plan.Graph.Outputs)
        {
            liveness.Use(plan.Graph.Root(output.Node), plan.Groups.Length);
        }

        return liveness._lastUse.ToImmutableDictionary(
            static use => use.Key, use => (plan.GroupOf[use.Key], use.Value));
    }

    private void Read(int input, Node reader)
    {
        var node = _plan.Graph[input];
        var group = _plan.GroupOf[reader.Id];
        if (node.Op is Broadcast)
        {
            Read(node.Inputs[0], reader);
        }
        else if (node.Op is Reshape)
        {
            Use(_plan.Graph.Root(input), group);
        }
        else if (_plan.GroupOf[input] != group)
        {
            Use(input, group);
        }
    }

    private void Use(int root, int group)
    {
        if (_plan.GroupOf[root] >= 0)
        {
            _lastUse[root] = Math.Max(group, _lastUse.TryGetValue(root, out var last) ? last : 0);
        }
    }
}
