using Gmnm.Benchmarks.Networks;

namespace Gmnm.Benchmarks.Peers.Torch;

/// <summary>What TorchSharp runs a workload with.</summary>
internal static class TorchContenders
{
    public static Contender Create(Workload workload, double learningRate) => workload switch
    {
        TrainingWorkload training => new TorchStep(Network(training), training, learningRate),
        NetworkWorkload prediction => new TorchPrediction(Network(prediction), prediction),
        ProductWorkload product => new TorchProduct(product),
        UpdateWorkload update => new TorchUpdate(update, learningRate),
        _ => throw new NotSupportedException(workload.Name),
    };

    private static TorchNetwork Network(NetworkWorkload workload) => workload.Info.Name switch
    {
        nameof(DigitMixture) or nameof(SmallMixture) or nameof(SurfaceMixture) => new TorchMixture(workload),
        nameof(ImageClassifier) => new TorchImageClassifier(workload),
        nameof(SeriesForecaster) => new TorchForecaster(workload),
        nameof(EncoderBlock) => new TorchEncoderBlock(workload),
        _ => new TorchPerceptron(workload),
    };
}
