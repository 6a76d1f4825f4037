using System.Runtime.CompilerServices;
using Gmnm.Numerics;

namespace Gmnm;

/// <summary>
/// d = s g + λ p;  m ← μ m + d;  p ← p − lr m, or p ← p − lr (d + μ m) with Nesterov. Bound by memory: three reads and
/// two writes for each parameter.
/// </summary>
internal readonly ref struct MomentumUpdate(
    ref float parameters,
    ref readonly float gradient,
    ref float momenta,
    float gradientScale,
    float weightDecay,
    float learningRate,
    float momentum,
    bool nesterov) : IMapBody
{
    private readonly ref float _parameters = ref parameters;
    private readonly ref readonly float _gradient = ref gradient;
    private readonly ref float _momenta = ref momenta;

    // p ← p − lr (a d + b m): (0, 1) without Nesterov, (1, μ) with, so that the loop has no branch.
    private readonly float _ofDirection = nesterov ? 1 : 0;
    private readonly float _ofMomentum = nesterov ? momentum : 1;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Invoke<TLanes>(nint index)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var parameter = TLanes.Load(in _parameters, index);
        var direction = TLanes.Load(in _gradient, index) * TLanes.Splat(gradientScale);
        direction = TLanes.MultiplyAdd(parameter, TLanes.Splat(weightDecay), direction);
        var velocity = TLanes.MultiplyAdd(TLanes.Load(in _momenta, index), TLanes.Splat(momentum), direction);
        TLanes.Store(velocity, ref _momenta, index);
        var step = TLanes.MultiplyAdd(direction, TLanes.Splat(_ofDirection), velocity * TLanes.Splat(_ofMomentum));
        TLanes.Store(TLanes.MultiplyAdd(step, TLanes.Splat(-learningRate), parameter), ref _parameters, index);
    }
}
