using Gmnm.Benchmarks.Networks;

namespace Gmnm.Benchmarks.Peers.Onnx;

/// <summary>What ONNX Runtime runs a workload with: predictions of networks whose operations ONNX has.</summary>
internal static class OnnxContenders
{
    /// <summary>Null where there is nothing to compare with.</summary>
    public static Contender? Create(Workload workload, int threads)
    {
        if (workload is not NetworkWorkload network || workload is TrainingWorkload || Writer(network.Info.Name) is not { } write)
        {
            return null;
        }

        var model = new OnnxModel();
        write(model, network);
        return new OnnxPrediction(model, network, threads);
    }

    private static Action<OnnxModel, NetworkWorkload>? Writer(string network) => network switch
    {
        nameof(SmallPerceptron) or nameof(LinearClassifier) or nameof(DigitPerceptron) or nameof(DeepPerceptron) => OnnxPerceptron.Write,
        nameof(ImageClassifier) => OnnxImageClassifier.Write,
        _ => null,
    };
}
