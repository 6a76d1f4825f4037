namespace Gmnm.Benchmarks.Peers.Onnx;

/// <summary>What ONNX Runtime runs a workload with: predictions of networks whose operations ONNX has.</summary>
internal static class OnnxContenders
{
    /// <summary>Null where there is nothing to compare with.</summary>
    public static Contender? Create(Workload workload, int threads)
    {
        if (workload is not NetworkWorkload network || workload is TrainingWorkload)
        {
            return null;
        }

        var model = new OnnxModel();
        OnnxPerceptron.Write(model, network);
        return new OnnxPrediction(model, network, threads);
    }
}
