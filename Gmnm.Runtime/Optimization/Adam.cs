namespace Gmnm;

/// <summary>Adam, as PyTorch defines it: weight decay is added to the gradient.</summary>
public sealed class Adam : AdaptiveOptimizer
{
    /// <summary>Creates the optimizer of one network.</summary>
    /// <param name="learningRate">Base learning rate.</param>
    /// <param name="beta1">Share of the gradient's mean that a step keeps, from 0 to below 1.</param>
    /// <param name="beta2">Share of the gradient's mean square that a step keeps, from 0 to below 1.</param>
    /// <param name="epsilon">Added to the denominator; positive.</param>
    /// <param name="weightDecay">Coefficient of the parameters that is added to the gradient.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public Adam(double learningRate = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double weightDecay = 0)
        : base(learningRate, beta1, beta2, epsilon, weightDecay)
    {
    }

    /// <inheritdoc/>
    public override string Name => nameof(Adam);

    private protected override (double InGradient, double OnParameters) Decay(double learningRate) =>
        (WeightDecay, 1);
}
