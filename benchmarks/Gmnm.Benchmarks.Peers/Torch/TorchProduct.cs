using static TorchSharp.torch;

namespace Gmnm.Benchmarks.Peers.Torch;

/// <summary>A product written into a tensor that is there: with a factor of 0 on what was in it.</summary>
internal sealed class TorchProduct(ProductWorkload workload) : Contender
{
    private readonly IDisposable _mode = inference_mode();
    private readonly Tensor _left = TorchTensors.Of(workload.Left, workload.Size, [workload.Size]);
    private readonly Tensor _right = TorchTensors.Of(workload.Right, workload.Size, [workload.Size]);
    private readonly Tensor _result = zeros(workload.Size, workload.Size);

    public override void Call() => _result.addmm_(_left, _right, beta: 0, alpha: 1);

    public override float[] Result() => _result.data<float>().ToArray();

    protected override void Release()
    {
        _left.Dispose();
        _right.Dispose();
        _result.Dispose();
        _mode.Dispose();
    }
}
