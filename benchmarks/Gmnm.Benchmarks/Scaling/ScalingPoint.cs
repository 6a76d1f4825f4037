namespace Gmnm.Benchmarks.Scaling;

/// <summary>One size: a prediction and a training step of a batch.</summary>
/// <param name="Size">The size.</param>
/// <param name="Make">Makes both workloads.</param>
internal sealed record ScalingPoint(int Size, Func<(Workload Prediction, Workload Step)> Make)
{
    private const int RoundCount = 5;
    private const double LearningRate = 1e-7;

    public static ScalingPoint Of<TNetwork>(int size, int batch)
        where TNetwork : class, ITrainableNetwork<TNetwork> =>
        new(size, () => (
            new PredictWorkload<TNetwork>(TNetwork.Info.Name, batch), new TrainingWorkload<TNetwork>(TNetwork.Info.Name, batch)));

    /// <summary>Measures both; the memory of one is free before the other takes its own.</summary>
    public ScalingResult Measure()
    {
        var (prediction, step) = Make();
        return new ScalingResult(Size, Microseconds(prediction), prediction.MultiplyAdds, Microseconds(step), step.MultiplyAdds);
    }

    private static double Microseconds(Workload workload)
    {
        using var ours = workload.Ours(LearningRate);
        return Rounds.Run([ours], RoundCount)[0];
    }
}
