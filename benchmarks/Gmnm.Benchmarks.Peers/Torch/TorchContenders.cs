using Gmnm.Benchmarks.Networks;

namespace Gmnm.Benchmarks.Peers.Torch;

/// <summary>What TorchSharp runs a workload with.</summary>
internal static class TorchContenders
{
    /// <summary>Null where there is nothing to compare with.</summary>
    public static Contender? Create(Workload workload, double learningRate) => workload switch
    {
        TrainingWorkload training => new TorchStep(Network(training), training, learningRate),
        NetworkWorkload prediction => new TorchPrediction(Network(prediction), prediction),
        _ => null,
    };

    private static TorchNetwork Network(NetworkWorkload workload) => workload.Info.Name switch
    {
        nameof(DigitMixture) or nameof(SmallMixture) or nameof(SurfaceMixture) => new TorchMixture(workload),
        _ => new TorchPerceptron(workload),
    };
}
