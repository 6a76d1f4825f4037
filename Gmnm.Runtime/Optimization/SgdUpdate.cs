using System.Runtime.CompilerServices;
using Gmnm.Numerics;

namespace Gmnm;

/// <summary>p ← p − lr (s g + λ p). Bound by memory: two reads and a write for each parameter.</summary>
internal readonly ref struct SgdUpdate(
    ref float parameters, ref readonly float gradient, float gradientScale, float weightDecay, float learningRate) : IMapBody
{
    private readonly ref float _parameters = ref parameters;
    private readonly ref readonly float _gradient = ref gradient;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Invoke<TLanes>(nint index)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var parameter = TLanes.Load(in _parameters, index);
        var direction = TLanes.Load(in _gradient, index) * TLanes.Splat(gradientScale);
        direction = TLanes.MultiplyAdd(parameter, TLanes.Splat(weightDecay), direction);
        TLanes.Store(TLanes.MultiplyAdd(direction, TLanes.Splat(-learningRate), parameter), ref _parameters, index);
    }
}
