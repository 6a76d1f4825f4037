using Gmnm.Numerics;

namespace Gmnm.Runtime.Tests.Numerics;

/// <summary>Writes the product and counts how often each element came.</summary>
internal readonly ref struct StoreEpilogue(ref float result, ref float visits, nint columns) : IEpilogue
{
    private readonly ref float _result = ref result;
    private readonly ref float _visits = ref visits;
    private readonly nint _columns = columns;

    public void Invoke<TLanes>(TLanes accumulator, nint row, nint column)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var at = (row * _columns) + column;
        TLanes.Store(accumulator, ref _result, at);
        TLanes.Store(TLanes.Load(ref _visits, at) + TLanes.Splat(1f), ref _visits, at);
    }
}
