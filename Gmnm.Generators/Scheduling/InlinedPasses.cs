using Gmnm.Generators.Fusion;
using Gmnm.Generators.Graph;

namespace Gmnm.Generators.Scheduling;

/// <summary>
/// The cost model of passes over rows. A call for a pass takes as long as a few vectors: over a short row of constant length
/// the pass is inlined, as long as all the passes of a group together are light enough for the inliner of .NET, to which
/// every width that covers the row is a copy of the body.
/// </summary>
internal static class InlinedPasses
{
    private const int LongestRow = 128;
    private const int MostPasses = 6;
    private const int MostNodes = 32;
    private const int MostExpensive = 2;

    public static bool Pay(ComputationGraph graph, RowGroup group, LoopNest loops, IReadOnlyCollection<RowStage> stages) =>
        loops.InnerExtent is { IsBatched: false, Factor: <= LongestRow }
        && stages.Sum(static stage => stage.Passes.Length) <= MostPasses
        && group.Nodes.Length <= MostNodes
        && group.Nodes.Count(id => OpClasses.IsExpensive(graph[id].Op)) <= MostExpensive;
}
