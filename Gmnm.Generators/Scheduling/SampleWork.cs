using Gmnm.Generators.Fusion;
using Gmnm.Generators.Graph;

namespace Gmnm.Generators.Scheduling;

/// <summary>
/// What one sample costs, in multiply-adds, and how many samples are worth a thread: a part of the batch has at least
/// some microseconds of work, since threads meet in a fraction of one.
/// </summary>
internal static class SampleWork
{
    /// <summary>Multiply-adds of a part: about two microseconds.</summary>
    private const long PartWork = 100_000;

    /// <summary>Fewer samples would be multiplied in tiles that are not full.</summary>
    private const int FewestSamples = 16;

    /// <summary>Multiply-adds that an element of a cheap and of an expensive operation costs.</summary>
    private const int CheapElement = 2, ExpensiveElement = 8;

    /// <summary>Samples that a part has at least.</summary>
    public static int PartSamples(FusionPlan plan) =>
        (int)Math.Max(FewestSamples, (PartWork + Of(plan) - 1) / Math.Max(Of(plan), 1));

    private static long Of(FusionPlan plan) => plan.Graph.Nodes.Where(node => plan.GroupOf[node.Id] >= 0).Sum(node => Of(plan.Graph, node));

    private static long Of(ComputationGraph graph, Node node)
    {
        Shapes.Shape[] inputs = [.. graph.InputsOf(node).Select(static input => input.Shape)];
        var isBatched = node.Shape.IsBatched || inputs.Any(static shape => shape.IsBatched);
        var elements = Math.Max(node.Shape.LongElements, inputs.Select(static shape => shape.IsBatched ? shape.LongElements : 0).DefaultIfEmpty().Max());
        return !isBatched ? 0
            : Math.Max(node.Op.MultiplyAccumulates(inputs, node.Shape), elements * (OpClasses.IsExpensive(node.Op) ? ExpensiveElement : CheapElement));
    }
}
