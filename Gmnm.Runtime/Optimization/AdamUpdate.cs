using System.Runtime.CompilerServices;
using Gmnm.Numerics;

namespace Gmnm;

/// <summary>
/// g = s g + λ p;  m ← β₁ m + (1 − β₁) g;  v ← β₂ v + (1 − β₂) g²;  p ← r p − α m / (c √v + ε), with λ = 0 for AdamW
/// and r = 1 for Adam. Bound by memory: four reads and three writes for each parameter.
/// </summary>
internal readonly ref struct AdamUpdate(
    ref float parameters, ref readonly float gradient, ref float firstMoments, ref float secondMoments, in UpdateArguments arguments) : IRangeBody
{
    private readonly ref float _parameters = ref parameters;
    private readonly ref readonly float _gradient = ref gradient;
    private readonly ref float _firstMoments = ref firstMoments;
    private readonly ref float _secondMoments = ref secondMoments;
    private readonly UpdateArguments _arguments = arguments;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public nint Invoke<TLanes>(nint index, nint end)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var (scale, decayInGradient, decayOnParameters) = (TLanes.Splat(_arguments.GradientScale), TLanes.Splat(_arguments.DecayInGradient), TLanes.Splat(_arguments.DecayOnParameters));
        var (beta1, oneMinusBeta1) = (TLanes.Splat(_arguments.Beta1), TLanes.Splat(_arguments.OneMinusBeta1));
        var (beta2, oneMinusBeta2) = (TLanes.Splat(_arguments.Beta2), TLanes.Splat(_arguments.OneMinusBeta2));
        var (stepSize, correction, epsilon) = (TLanes.Splat(-_arguments.StepSize), TLanes.Splat(_arguments.SecondCorrection), TLanes.Splat(_arguments.Epsilon));
        for (; index <= end - TLanes.Count; index += TLanes.Count)
        {
            var parameter = TLanes.Load(in _parameters, index);
            var gradient = TLanes.MultiplyAdd(parameter, decayInGradient, TLanes.Load(in _gradient, index) * scale);
            var first = TLanes.MultiplyAdd(gradient, oneMinusBeta1, TLanes.Load(in _firstMoments, index) * beta1);
            TLanes.Store(first, ref _firstMoments, index);
            var second = TLanes.MultiplyAdd(gradient * gradient, oneMinusBeta2, TLanes.Load(in _secondMoments, index) * beta2);
            TLanes.Store(second, ref _secondMoments, index);
            var step = first / TLanes.MultiplyAdd(TLanes.Sqrt(second), correction, epsilon);
            TLanes.Store(TLanes.MultiplyAdd(step, stepSize, parameter * decayOnParameters), ref _parameters, index);
        }

        return index;
    }
}
