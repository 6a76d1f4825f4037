using Gmnm.Generators.Graph;

namespace Gmnm.Generators.Passes;

/// <summary>The passes in their order.</summary>
internal static class Pipeline
{
    private static readonly Func<ComputationGraph, ComputationGraph>[] TrainingPasses =
    [
        PooledGradients.Run, UnfoldSmallGaussians.Run, Simplify.Run, RemoveDeadNodes.Run, FactorGradients.Run,
        PoolConvolutions.Run, InputProducts.Run, TransposeSmallWeights.Run, RemoveDeadNodes.Run,
        SaveProjections.Run, CenterWeightGradients.Run, RemoveDeadNodes.Run, SeparateOutputs.Run, StoreOperands.Run,
    ];

    private static readonly Func<ComputationGraph, ComputationGraph>[] InferencePasses =
    [
        FoldSumProjections.Run, FoldBatchNorm.Run, UnfoldSmallGaussians.Run, Simplify.Run, PoolConvolutions.Run, TransposeSmallWeights.Run, RemoveDeadNodes.Run,
        PackProjections.Run, PackProducts.Run, SeparateOutputs.Run, StoreOperands.Run,
    ];

    private static readonly Func<ComputationGraph, ComputationGraph>[] GpuTrainingPasses =
    [
        PooledGradients.Run, Simplify.Run, RemoveDeadNodes.Run, FactorGradients.Run, InputProducts.Run, RemoveDeadNodes.Run,
        SaveProjections.RunAlways, CenterWeightGradients.Run, RemoveDeadNodes.Run, SeparateOutputs.Run, StoreOperands.Run,
    ];

    private static readonly Func<ComputationGraph, ComputationGraph>[] GpuInferencePasses =
        [FoldSumProjections.Run, FoldBatchNorm.Run, Simplify.Run, RemoveDeadNodes.Run, SeparateOutputs.Run, StoreOperands.Run];

    /// <summary>One sample at a time reads weights where they are.</summary>
    private static readonly Func<ComputationGraph, ComputationGraph>[] StreamPasses =
        [.. InferencePasses.Where(static pass => pass != PackProjections.Run && pass != PackProducts.Run)];

    private static readonly Func<ComputationGraph, ComputationGraph>[] StepPasses =
        [Simplify.Run, JoinProducts.Run, RemoveDeadNodes.Run, SeparateOutputs.Run, StoreOperands.Run, DenseOperands.Run];

    /// <param name="afterEach">Sees the graph after every pass: the verifier, in tests.</param>
    public static ComputationGraph Training(ComputationGraph graph, Action<ComputationGraph>? afterEach = null) =>
        Run(graph, TrainingPasses, afterEach);

    /// <inheritdoc cref="Training"/>
    public static ComputationGraph Inference(ComputationGraph graph, Action<ComputationGraph>? afterEach = null) =>
        Run(graph, InferencePasses, afterEach);

    /// <summary>The same for a GPU: without what suits the order in which vectors of a CPU read.</summary>
    public static ComputationGraph GpuTraining(ComputationGraph graph, Action<ComputationGraph>? afterEach = null) =>
        Run(graph, GpuTrainingPasses, afterEach);

    /// <inheritdoc cref="GpuTraining"/>
    public static ComputationGraph GpuInference(ComputationGraph graph, Action<ComputationGraph>? afterEach = null) =>
        Run(graph, GpuInferencePasses, afterEach);

    /// <summary>One step of one sequence, as a program of its own.</summary>
    public static ComputationGraph Stream(ComputationGraph graph) => Run(graph, StreamPasses, afterEach: null);

    /// <summary>The body of a loop over time.</summary>
    public static ComputationGraph Step(ComputationGraph graph) => Run(graph, StepPasses, afterEach: null);

    private static ComputationGraph Run(
        ComputationGraph graph, Func<ComputationGraph, ComputationGraph>[] passes, Action<ComputationGraph>? afterEach) =>
        passes.Aggregate(graph, (current, pass) =>
        {
            var result = pass(current);
            afterEach?.Invoke(result);
            return result;
        });
}
