using static TorchSharp.torch;

namespace Gmnm.Benchmarks.Peers.Torch;

/// <summary>Training steps on a batch that lies in a tensor.</summary>
internal sealed class TorchStep : Contender
{
    private readonly TorchNetwork _network;
    private readonly TorchSharp.Modules.Parameter[] _parameters;
    private readonly optim.Optimizer _optimizer;
    private readonly Tensor _x;
    private readonly Tensor _wanted;
    private readonly bool _classes;
    private float _loss;

    public TorchStep(TorchNetwork network, TrainingWorkload workload, double learningRate)
    {
        _network = network;
        _parameters = [.. network.Parameters];
        _optimizer = optim.Adam(_parameters, learningRate);
        _x = TorchTensors.Of(workload.Inputs, workload.Batch, workload.Info.InputShape);
        _classes = workload.Info.Target == TargetKind.ClassIndex;
        _wanted = _classes
            ? tensor(workload.Wanted, ScalarType.Int64)
            : TorchTensors.Of(workload.Wanted, workload.Batch, workload.Info.OutputShape);
    }

    public override void Call()
    {
        using var scope = NewDisposeScope();
        foreach (var parameter in _parameters)
        {
            parameter.grad = null;
        }

        var output = _network.Forward(_x);
        var loss = _classes ? nn.functional.cross_entropy(output, _wanted) : nn.functional.mse_loss(output, _wanted);
        loss.backward();
        _optimizer.step();
        _loss = loss.item<float>();
    }

    public override float[] Result() => [_loss, .. _network.Values()];

    protected override void Release()
    {
        _optimizer.Dispose();
        _x.Dispose();
        _wanted.Dispose();
        _network.Dispose();
    }
}
