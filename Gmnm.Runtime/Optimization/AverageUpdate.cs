using System.Runtime.CompilerServices;
using Gmnm.Numerics;

namespace Gmnm;

/// <summary>Exponential moving average of parameters: a ← a + (1 − decay) (p − a).</summary>
internal readonly ref struct AverageUpdate(ref float average, ref readonly float parameters, float share) : IMapBody
{
    private readonly ref float _average = ref average;
    private readonly ref readonly float _parameters = ref parameters;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Invoke<TLanes>(nint index)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var average = TLanes.Load(in _average, index);
        var difference = TLanes.Load(in _parameters, index) - average;
        TLanes.Store(TLanes.MultiplyAdd(difference, TLanes.Splat(share), average), ref _average, index);
    }
}
