using static TorchSharp.torch;

namespace Gmnm.Benchmarks.Peers.Torch;

/// <summary>Linear layers with ReLU between them.</summary>
internal sealed class TorchPerceptron : TorchNetwork
{
    private readonly (Tensor Weight, Tensor Bias)[] _layers;

    public TorchPerceptron(NetworkWorkload workload)
        : base(workload) =>
        _layers = [.. Enumerable.Range(1, workload.Info.Parameters.Length / 2).Select(
            layer => (Parameter($"linear{layer}.weight"), Parameter($"linear{layer}.bias")))];

    public override Tensor Forward(Tensor x)
    {
        for (var i = 0; i < _layers.Length; i++)
        {
            x = nn.functional.linear(i > 0 ? x.relu_() : x, _layers[i].Weight, _layers[i].Bias);
        }

        return x;
    }
}
