using static TorchSharp.torch;

namespace Gmnm.Benchmarks.Peers.Torch;

/// <summary>
/// Two convolutions of 3×3 with ReLU and pooling, and a linear layer. Predictions have the channels innermost, which is faster
/// there; training has not.
/// </summary>
internal sealed class TorchImageClassifier : TorchNetwork
{
    private readonly Tensor[] _parameters;
    private readonly bool _predicts;

    public TorchImageClassifier(NetworkWorkload workload)
        : base(workload)
    {
        _predicts = workload is not TrainingWorkload;
        _parameters = [.. workload.Info.Parameters.Select(info => Parameter(info.Name))];
        if (_predicts)
        {
            _parameters[0] = WithChannelsInside(_parameters[0]);
            _parameters[2] = WithChannelsInside(_parameters[2]);
        }
    }

    public override Tensor Forward(Tensor x)
    {
        x = Pooled(_predicts ? WithChannelsInside(x) : x, _parameters[0], _parameters[1]);
        x = Pooled(x, _parameters[2], _parameters[3]);
        return nn.functional.linear(x.flatten(1), _parameters[4], _parameters[5]);
    }

    private static Tensor Pooled(Tensor x, Tensor weight, Tensor bias) =>
        nn.functional.max_pool2d(nn.functional.conv2d(x, weight, bias, padding: [1, 1]).relu_(), 2);

    private static Tensor WithChannelsInside(Tensor images) => images.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);
}
