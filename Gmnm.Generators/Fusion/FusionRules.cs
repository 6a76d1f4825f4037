using Gmnm.Generators.Graph;

namespace Gmnm.Generators.Fusion;

/// <summary>What a backend's loops can hold together.</summary>
/// <param name="JoinsTransposedProducts">Whether sums over the rows of one left operand are one group.</param>
/// <param name="SumsOverRows">Whether a loop over rows adds them up beside its other work: there is one thread for each part of the rows.</param>
internal sealed record FusionRules(bool JoinsTransposedProducts, bool SumsOverRows)
{
    public static FusionRules Cpu { get; } = new(JoinsTransposedProducts: true, SumsOverRows: true);

    /// <summary>Threads share every row: a sum over rows is a kernel of its own, which computes what it adds.</summary>
    public static FusionRules Gpu { get; } = new(JoinsTransposedProducts: false, SumsOverRows: false);

    /// <summary>Whether a group takes a node.</summary>
    public bool Allows(ComputationGraph graph, RowGroup group, Node node) => SumsOverRows
        || (!group.Nodes.Any(id => IsSumOverRows(graph, group, graph[id])) && !IsSumOverRows(graph, group, node));

    /// <summary>Whether two groups may become one.</summary>
    public bool Allows(ComputationGraph graph, RowGroup first, RowGroup second) => SumsOverRows
        || !first.Nodes.Concat(second.Nodes).Any(id => IsSumOverRows(graph, first, graph[id]));

    /// <summary>Whether a member reduces along another axis than the rows'.</summary>
    public static bool IsSumOverRows(ComputationGraph graph, RowGroup group, Node node) => OpClasses.IsReduction(node.Op)
        && !(Iteration.SpaceOf(graph, node) == group.Space && Iteration.IsRowReduction(node, group.Space));
}
