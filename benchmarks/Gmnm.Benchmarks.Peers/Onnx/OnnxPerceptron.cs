namespace Gmnm.Benchmarks.Peers.Onnx;

/// <summary>Linear layers with ReLU between them.</summary>
internal static class OnnxPerceptron
{
    public static void Write(OnnxModel model, NetworkWorkload workload)
    {
        foreach (var weight in workload.Info.Parameters.Where(static parameter => parameter.Shape.Length == 2))
        {
            if (model.Output != OnnxModel.Input)
            {
                model.Node("Relu", []);
            }

            Linear(model, workload, weight);
        }
    }

    /// <summary>x Wᵀ + b.</summary>
    public static void Linear(OnnxModel model, NetworkWorkload workload, ParameterInfo weight) =>
        model.Node("Gemm", Weights(model, workload, weight), ("transB", [1]));

    /// <summary>A weight and its bias.</summary>
    public static string[] Weights(OnnxModel model, NetworkWorkload workload, ParameterInfo weight)
    {
        var bias = weight.Name.Replace("weight", "bias", StringComparison.Ordinal);
        return
        [
            model.Weights(weight.Name, weight.Shape, workload.Parameter(weight.Name)),
            model.Weights(bias, [weight.Shape[0]], workload.Parameter(bias)),
        ];
    }
}
