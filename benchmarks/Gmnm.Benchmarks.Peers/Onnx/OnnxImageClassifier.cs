namespace Gmnm.Benchmarks.Peers.Onnx;

/// <summary>Convolutions of 3×3 with ReLU and pooling, and a linear layer.</summary>
internal static class OnnxImageClassifier
{
    public static void Write(OnnxModel model, NetworkWorkload workload)
    {
        foreach (var weight in workload.Info.Parameters.Where(static parameter => parameter.Shape.Length == 4))
        {
            model.Node("Conv", OnnxPerceptron.Weights(model, workload, weight), ("kernel_shape", [3, 3]), ("pads", [1, 1, 1, 1]));
            model.Node("Relu", []);
            model.Node("MaxPool", [], ("kernel_shape", [2, 2]), ("strides", [2, 2]));
        }

        model.Node("Flatten", []);
        OnnxPerceptron.Linear(model, workload, workload.Info.Parameters.Single(static parameter => parameter.Shape.Length == 2));
    }
}
