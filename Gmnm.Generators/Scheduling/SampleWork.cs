using Gmnm.Generators.Fusion;
using Gmnm.Generators.Graph;
using Gmnm.Generators.Graph.Ops;

namespace Gmnm.Generators.Scheduling;

/// <summary>
/// What one sample costs, in multiply-adds, and how many samples are worth a thread: a part of the batch has at least
/// some microseconds of work, since threads meet in a fraction of one.
/// </summary>
internal static class SampleWork
{
    /// <summary>Multiply-adds of a part of a prediction, for which threads meet once at its end: some microseconds.</summary>
    public const long Prediction = 200_000;

    /// <summary>Multiply-adds of a part of a training step, in which they meet at every layer.</summary>
    public const long Training = 500_000;

    /// <summary>Rows that a product needs to be computed in tiles: fewer are summed in another order.</summary>
    private const int FewestRows = 4;

    /// <summary>Rows that fill tiles.</summary>
    private const int TileRows = 16;

    /// <summary>Multiply-adds that an element of a cheap and of an expensive operation costs.</summary>
    private const int CheapElement = 2, ExpensiveElement = 8;

    /// <summary>Samples that a part has at least: enough work, enough rows for every product and full tiles for the largest.</summary>
    /// <param name="plan">The groups.</param>
    /// <param name="partWork">Multiply-adds that are worth a thread.</param>
    public static int PartSamples(FusionPlan plan, long partWork)
    {
        var work = Math.Max(1, Of(plan));
        var products = plan.Graph.Nodes
            .Where(node => plan.GroupOf[node.Id] >= 0 && RowsOf(plan.Graph, node) > 0)
            .Select(node => (Rows: RowsOf(plan.Graph, node), Work: Of(plan.Graph, node)))
            .ToArray();
        var samples = (partWork + work - 1) / work;
        if (products.Length > 0)
        {
            var largest = products.OrderByDescending(static product => product.Work).First();
            samples = Math.Max(samples, (FewestRows + products.Min(static product => product.Rows) - 1) / products.Min(static product => product.Rows));
            samples = 2 * largest.Work < work ? samples : Math.Max(samples, (TileRows + largest.Rows - 1) / largest.Rows);
        }

        return (int)samples;
    }

    /// <summary>Rows of one sample in a product over rows; 0 for any other operation.</summary>
    private static int RowsOf(ComputationGraph graph, Node node) => node.Op switch
    {
        Scan => 1,
        MatMul or PackedMatMul or ProductSum or GaussianProjections or PackedGaussianProjections or GaussianSavedProjections or AxisAlignedGaussians
            or GaussianInputGradient when node.Shape.IsBatched => node.Shape.Elements / node.Shape.Last,
        GaussianProjectionsGradient or AxisAlignedGaussiansGradient when graph[node.Inputs[0]].Shape is { IsBatched: true } input => input.Elements / input.Last,
        _ => 0,
    };

    /// <summary>Multiply-adds of one sample, or what takes as long.</summary>
    public static long Of(FusionPlan plan) => plan.Graph.Nodes.Where(node => plan.GroupOf[node.Id] >= 0).Sum(node => Of(plan.Graph, node));

    private static long Of(ComputationGraph graph, Node node)
    {
        Shapes.Shape[] inputs = [.. graph.InputsOf(node).Select(static input => input.Shape)];
        var isBatched = node.Shape.IsBatched || inputs.Any(static shape => shape.IsBatched);
        var elements = Math.Max(node.Shape.LongElements, inputs.Select(static shape => shape.IsBatched ? shape.LongElements : 0).DefaultIfEmpty().Max());
        return !isBatched ? 0
            : Math.Max(node.Op.MultiplyAccumulates(inputs, node.Shape), elements * (OpClasses.IsExpensive(node.Op) ? ExpensiveElement : CheapElement));
    }
}
