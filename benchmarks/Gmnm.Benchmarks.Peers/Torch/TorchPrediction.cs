using static TorchSharp.torch;

namespace Gmnm.Benchmarks.Peers.Torch;

/// <summary>Predictions of a batch that lies in a tensor, in inference mode, intermediates disposed with their scope.</summary>
internal sealed class TorchPrediction(TorchNetwork network, NetworkWorkload workload) : Contender
{
    private readonly IDisposable _mode = inference_mode();
    private readonly Tensor _x = TorchTensors.Of(workload.Inputs, workload.Batch, workload.Info.InputShape);

    public override void Call()
    {
        using var scope = NewDisposeScope();
        network.Forward(_x);
    }

    public override float[] Result()
    {
        using var scope = NewDisposeScope();
        return network.Forward(_x).contiguous().data<float>().ToArray();
    }

    protected override void Release()
    {
        _x.Dispose();
        network.Dispose();
        _mode.Dispose();
    }
}
