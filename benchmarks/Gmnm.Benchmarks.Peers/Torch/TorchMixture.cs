using static TorchSharp.torch;

namespace Gmnm.Benchmarks.Peers.Torch;

/// <summary>
/// A Gmnm layer with the centres folded into offsets: one product of all projections with its subtraction, then square, sum,
/// exponential, and the product with the mixture. Projections are stored as [K, components, features], so that the sum over K
/// adds whole rows.
/// </summary>
internal sealed class TorchMixture : TorchNetwork
{
    private readonly Tensor _centers;
    private readonly Tensor _projections;
    private readonly Tensor _mixture;
    private readonly Tensor _bias;
    private readonly Tensor? _offsets;

    public TorchMixture(NetworkWorkload workload)
        : base(workload)
    {
        _centers = Parameter("gmnm1.centers");
        _projections = Parameter(static tensor => tensor.transpose(0, 1), "gmnm1.projections");
        _mixture = Parameter("gmnm1.mixture");
        _bias = Parameter("gmnm1.bias");
        _offsets = workload is TrainingWorkload ? null : Offsets();
    }

    public override Tensor Forward(Tensor x)
    {
        var (count, components, features) = (_projections.shape[0], _projections.shape[1], _projections.shape[2]);
        var weight = _projections.view(count * components, features);
        var projected = addmm(_offsets ?? Offsets(), x, weight.t(), beta: 1, alpha: 1);
        var distance = projected.view(-1, count, components).square().sum(1);
        return addmm(_bias, distance.mul_(-0.5f).exp_(), _mixture.t(), beta: 1, alpha: 1);
    }

    public override void Dispose()
    {
        _offsets?.Dispose();
        base.Dispose();
    }

    /// <summary>−w · μ of all projections.</summary>
    private Tensor Offsets() => (_projections * _centers).sum(-1).view(-1).neg();
}
