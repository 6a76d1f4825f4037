using System.Runtime.CompilerServices;
using Gmnm.Numerics;

namespace Gmnm;

/// <summary>
/// g = s g + λ p;  m ← β₁ m + (1 − β₁) g;  v ← β₂ v + (1 − β₂) g²;  p ← r p − α m / (c √v + ε), with λ = 0 for AdamW
/// and r = 1 for Adam. Bound by memory: four reads and three writes for each parameter.
/// </summary>
internal readonly ref struct AdamUpdate(
    ref float parameters, ref readonly float gradient, ref float firstMoments, ref float secondMoments) : IMapBody
{
    private readonly ref float _parameters = ref parameters;
    private readonly ref readonly float _gradient = ref gradient;
    private readonly ref float _firstMoments = ref firstMoments;
    private readonly ref float _secondMoments = ref secondMoments;

    public required float GradientScale { get; init; }

    public required float DecayInGradient { get; init; }

    public required float DecayOnParameters { get; init; }

    public required float Beta1 { get; init; }

    public required float OneMinusBeta1 { get; init; }

    public required float Beta2 { get; init; }

    public required float OneMinusBeta2 { get; init; }

    public required float StepSize { get; init; }

    public required float SecondCorrection { get; init; }

    public required float Epsilon { get; init; }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Invoke<TLanes>(nint index)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var parameter = TLanes.Load(in _parameters, index);
        var gradient = TLanes.Load(in _gradient, index) * TLanes.Splat(GradientScale);
        gradient = TLanes.MultiplyAdd(parameter, TLanes.Splat(DecayInGradient), gradient);

        var first = TLanes.Load(in _firstMoments, index) * TLanes.Splat(Beta1);
        first = TLanes.MultiplyAdd(gradient, TLanes.Splat(OneMinusBeta1), first);
        TLanes.Store(first, ref _firstMoments, index);

        var second = TLanes.Load(in _secondMoments, index) * TLanes.Splat(Beta2);
        second = TLanes.MultiplyAdd(gradient * gradient, TLanes.Splat(OneMinusBeta2), second);
        TLanes.Store(second, ref _secondMoments, index);

        var denominator = TLanes.MultiplyAdd(TLanes.Sqrt(second), TLanes.Splat(SecondCorrection), TLanes.Splat(Epsilon));
        var step = first / denominator;
        TLanes.Store(
            TLanes.MultiplyAdd(step, TLanes.Splat(-StepSize), parameter * TLanes.Splat(DecayOnParameters)), ref _parameters, index);
    }
}
