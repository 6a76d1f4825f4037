using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Gmnm.Threading;

namespace Gmnm;

/// <summary>What Adam and AdamW share: the moments, their bias corrections and the fused pass. They differ in the decay.</summary>
public abstract class AdaptiveOptimizer : Optimizer
{
    private readonly double _beta1;
    private readonly double _beta2;
    private readonly float _epsilon;

    private protected AdaptiveOptimizer(double learningRate, double beta1, double beta2, double epsilon, double weightDecay)
        : base(learningRate, "first_moment", "second_moment")
    {
        RequireFraction(beta1, nameof(beta1));
        RequireFraction(beta2, nameof(beta2));
        RequireNonNegative(weightDecay, nameof(weightDecay));

        // Not zero, in float either: a parameter that never had a gradient would become 0 / 0.
        if (!((float)epsilon > 0 && double.IsFinite(epsilon)))
        {
            throw new ArgumentOutOfRangeException(nameof(epsilon), epsilon, "Expected a positive number.");
        }

        _beta1 = beta1;
        _beta2 = beta2;
        _epsilon = (float)epsilon;
        WeightDecay = weightDecay;
    }

    /// <summary>Coefficient of the decay.</summary>
    private protected double WeightDecay { get; }

    /// <summary>Coefficient of the parameters in the gradient, and factor on the parameters before the step.</summary>
    private protected abstract (double InGradient, double OnParameters) Decay(double learningRate);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private protected sealed override UpdateArguments Arguments(double learningRate, float gradientScale)
    {
        var decay = Decay(learningRate);
        return new(UpdateKind.Adaptive)
        {
            GradientScale = gradientScale,
            DecayInGradient = (float)decay.InGradient,
            DecayOnParameters = (float)decay.OnParameters,
            Beta1 = (float)_beta1,
            OneMinusBeta1 = (float)(1 - _beta1),
            Beta2 = (float)_beta2,
            OneMinusBeta2 = (float)(1 - _beta2),
            StepSize = (float)(learningRate / (1 - Math.Pow(_beta1, StepCount))),
            SecondCorrection = (float)(1 / Math.Sqrt(1 - Math.Pow(_beta2, StepCount))),
            Epsilon = _epsilon,
        };
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private protected sealed override void Update(Span<float> parameters, ref readonly float gradient, in UpdateArguments arguments) =>
        SharedMap.RunRange(
            parameters.Length,
            new AdamUpdate(ref MemoryMarshal.GetReference(parameters), in gradient, ref State(0).Start, ref State(1).Start, arguments));
}
