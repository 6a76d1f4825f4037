namespace Gmnm;

/// <summary>Adam with decoupled weight decay, as PyTorch defines it: parameters shrink by lr · decay before the step.</summary>
public sealed class AdamW : AdaptiveOptimizer
{
    /// <summary>Creates the optimizer of one network.</summary>
    /// <param name="learningRate">Base learning rate.</param>
    /// <param name="beta1">Share of the gradient's mean that a step keeps, from 0 to below 1.</param>
    /// <param name="beta2">Share of the gradient's mean square that a step keeps, from 0 to below 1.</param>
    /// <param name="epsilon">Added to the denominator; positive.</param>
    /// <param name="weightDecay">Share of the parameters that a learning rate of 1 removes.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public AdamW(double learningRate = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double weightDecay = 0.01)
        : base(learningRate, beta1, beta2, epsilon, weightDecay)
    {
    }

    /// <inheritdoc/>
    public override string Name => nameof(AdamW);

    private protected override (double InGradient, double OnParameters) Decay(double learningRate) =>
        (0, 1 - (learningRate * WeightDecay));
}
