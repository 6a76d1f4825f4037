using Gmnm.Generators.Graph;

namespace Gmnm.Generators.Fusion;

/// <summary>
/// Limits what one loop computes: the compiler of .NET inlines a body until its budget is spent, and what it does not
/// inline is a hundred times slower.
/// </summary>
internal static class GroupWeight
{
    private const int Largest = 80;
    private const int Expensive = 8;

    /// <summary>Whether a group may take these nodes too. One that is empty takes any.</summary>
    public static bool Allows(ComputationGraph graph, IReadOnlyCollection<int> members, IReadOnlyCollection<int> joining) =>
        members.Count == 0 || Of(graph, members) + Of(graph, joining) <= Largest;

    /// <summary>Whether nodes that wait for a consumer are better a group of their own.</summary>
    public static bool IsLarge(ComputationGraph graph, IReadOnlyCollection<int> nodes) => Of(graph, nodes) > Largest / 2;

    private static int Of(ComputationGraph graph, IEnumerable<int> nodes) =>
        nodes.Sum(id => OpClasses.IsExpensive(graph[id].Op) ? Expensive : 1);
}
