using static TorchSharp.torch;

namespace Gmnm.Benchmarks.Peers.Torch;

/// <summary>AdamW on one tensor whose gradient stays.</summary>
internal sealed class TorchUpdate : Contender
{
    private readonly TorchSharp.Modules.Parameter _parameter;
    private readonly optim.Optimizer _optimizer;

    public TorchUpdate(UpdateWorkload workload, double learningRate)
    {
        _parameter = new TorchSharp.Modules.Parameter(tensor(workload.Start)) { grad = tensor(workload.Gradient) };
        _optimizer = optim.AdamW([_parameter], learningRate, weight_decay: 0.01);
    }

    public override void Call()
    {
        using var scope = NewDisposeScope();
        _optimizer.step();
    }

    public override float[] Result() => _parameter.data<float>().ToArray();

    protected override void Release()
    {
        _optimizer.Dispose();
        _parameter.Dispose();
    }
}
