using static TorchSharp.torch;

namespace Gmnm.Benchmarks.Peers.Torch;

/// <summary>The library's own LSTM and a linear layer on its last state. It has a second bias, which stays 0.</summary>
internal sealed class TorchForecaster : TorchNetwork
{
    private readonly TorchSharp.Modules.LSTM _lstm;
    private readonly Tensor _weight;
    private readonly Tensor _bias;

    public TorchForecaster(NetworkWorkload workload)
        : base(workload)
    {
        var (features, units) = (workload.Info.InputShape[1], workload.Info.Layers[0].OutputShape[0]);
        _lstm = nn.LSTM(features, units, batchFirst: true);
        Take(_lstm.get_parameter("weight_ih_l0")!, "lstm1.inputWeight");
        Take(_lstm.get_parameter("weight_hh_l0")!, "lstm1.hiddenWeight");
        Take(_lstm.get_parameter("bias_ih_l0")!, "lstm1.bias");
        var second = _lstm.get_parameter("bias_hh_l0")!;
        second.requires_grad = false;
        second.zero_();
        _weight = Parameter("linear1.weight");
        _bias = Parameter("linear1.bias");
    }

    public override Tensor Forward(Tensor x)
    {
        var (_, last, _) = _lstm.call(x);
        return nn.functional.linear(last[0], _weight, _bias);
    }

    public override void Dispose()
    {
        _lstm.Dispose();
        base.Dispose();
    }
}
