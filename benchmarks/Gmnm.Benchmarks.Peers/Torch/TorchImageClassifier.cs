using static TorchSharp.torch;

namespace Gmnm.Benchmarks.Peers.Torch;

/// <summary>Two convolutions of 3×3 with ReLU and pooling, and a linear layer.</summary>
internal sealed class TorchImageClassifier : TorchNetwork
{
    private readonly Tensor[] _parameters;

    public TorchImageClassifier(NetworkWorkload workload)
        : base(workload) =>
        _parameters = [.. workload.Info.Parameters.Select(info => Parameter(info.Name))];

    public override Tensor Forward(Tensor x)
    {
        x = Pooled(x, _parameters[0], _parameters[1]);
        x = Pooled(x, _parameters[2], _parameters[3]);
        return nn.functional.linear(x.flatten(1), _parameters[4], _parameters[5]);
    }

    private static Tensor Pooled(Tensor x, Tensor weight, Tensor bias) =>
        nn.functional.max_pool2d(nn.functional.conv2d(x, weight, bias, padding: [1, 1]).relu_(), 2);
}
