namespace Gmnm.Benchmarks.Peers.C;

/// <summary>What the hand-written C runs a workload with.</summary>
internal static class CContenders
{
    /// <summary>Null where nothing is written for it, which is so for several threads.</summary>
    public static Contender? Create(Workload workload, int threads) =>
        threads == 1 && workload is NetworkWorkload { Batch: 1 } network and not TrainingWorkload
            && CLibrary.Function(CPerceptron.FunctionName(network.Info)) is { } function
            ? new CPerceptron(function, network)
            : null;
}
