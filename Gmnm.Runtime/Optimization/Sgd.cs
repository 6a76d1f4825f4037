using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Gmnm.Threading;

namespace Gmnm;

/// <summary>Stochastic gradient descent with momentum, as PyTorch defines it (the learning rate is outside the momentum).</summary>
public sealed class Sgd : Optimizer
{
    private readonly float _momentum;
    private readonly float _weightDecay;
    private readonly bool _nesterov;

    /// <summary>Creates the optimizer of one network.</summary>
    /// <param name="learningRate">Base learning rate.</param>
    /// <param name="momentum">Share of the last direction that is kept, from 0 to below 1.</param>
    /// <param name="nesterov">Looks ahead along the momentum; needs a positive <paramref name="momentum"/>.</param>
    /// <param name="weightDecay">Coefficient of the parameters that is added to the gradient.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    /// <exception cref="ArgumentException">Nesterov without momentum.</exception>
    public Sgd(double learningRate, double momentum = 0, bool nesterov = false, double weightDecay = 0)
        : base(learningRate, momentum > 0 ? ["momentum"] : [])
    {
        RequireFraction(momentum, nameof(momentum));
        RequireNonNegative(weightDecay, nameof(weightDecay));
        if (nesterov && momentum == 0)
        {
            throw new ArgumentException("Nesterov's step needs a positive momentum.", nameof(nesterov));
        }

        _momentum = (float)momentum;
        _weightDecay = (float)weightDecay;
        _nesterov = nesterov;
    }

    /// <inheritdoc/>
    public override string Name => nameof(Sgd);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private protected override UpdateArguments Arguments(double learningRate, float gradientScale) =>
        new(_momentum == 0 ? UpdateKind.Plain : UpdateKind.Momentum)
        {
            GradientScale = gradientScale,
            DecayInGradient = _weightDecay,
            Beta1 = _momentum,
            StepSize = (float)learningRate,
            Nesterov = _nesterov,
        };

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private protected override void Update(Span<float> parameters, ref readonly float gradient, in UpdateArguments arguments)
    {
        ref var values = ref MemoryMarshal.GetReference(parameters);
        var (scale, decay, step) = (arguments.GradientScale, arguments.DecayInGradient, arguments.StepSize);
        if (arguments.Kind == UpdateKind.Plain)
        {
            SharedMap.Run(parameters.Length, new SgdUpdate(ref values, in gradient, scale, decay, step));
        }
        else
        {
            SharedMap.Run(
                parameters.Length,
                new MomentumUpdate(ref values, in gradient, ref State(0).Start, scale, decay, step, _momentum, _nesterov));
        }
    }
}
