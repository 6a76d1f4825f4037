using System.Runtime.CompilerServices;
using Gmnm.Numerics;

namespace Gmnm.Benchmarks;

/// <summary>Writes a product row-major, and does nothing else.</summary>
internal readonly ref struct StoreEpilogue(ref float result, nint rowStride) : IEpilogue
{
    private readonly ref float _result = ref result;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Invoke<TLanes>(TLanes accumulator, nint row, nint column)
        where TLanes : unmanaged, ILanes<TLanes> => TLanes.Store(accumulator, ref _result, (row * rowStride) + column);
}
