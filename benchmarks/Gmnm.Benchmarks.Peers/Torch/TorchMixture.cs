using static TorchSharp.torch;

namespace Gmnm.Benchmarks.Peers.Torch;

/// <summary>
/// A Gmnm layer with the centres folded into offsets: one product of all projections with its subtraction, then square, sum,
/// exponential, and the product with the mixture.
/// </summary>
internal sealed class TorchMixture : TorchNetwork
{
    private readonly Tensor _centers;
    private readonly Tensor _projections;
    private readonly Tensor _mixture;
    private readonly Tensor _bias;
    private readonly Tensor? _folded;

    public TorchMixture(NetworkWorkload workload)
        : base(workload)
    {
        _centers = Parameter("gmnm1.centers");
        _projections = Parameter("gmnm1.projections");
        _mixture = Parameter("gmnm1.mixture");
        _bias = Parameter("gmnm1.bias");
        _folded = workload is TrainingWorkload ? null : Offsets();
    }

    public override Tensor Forward(Tensor x)
    {
        var (components, count, features) = (_projections.shape[0], _projections.shape[1], _projections.shape[2]);
        var projected = addmm(_folded ?? Offsets(), x, _projections.view(components * count, features).t(), beta: 1, alpha: 1);
        var distance = projected.view(-1, components, count).square().sum(-1);
        return addmm(_bias, distance.mul(-0.5f).exp(), _mixture.t(), beta: 1, alpha: 1);
    }

    public override void Dispose()
    {
        _folded?.Dispose();
        base.Dispose();
    }

    /// <summary>−w · μ of all projections.</summary>
    private Tensor Offsets() => _projections.matmul(_centers.unsqueeze(-1)).view(-1).neg();
}
