using System.Runtime.CompilerServices;

namespace Gmnm.Numerics;

/// <summary>Writes a product to memory, or adds it to what is there.</summary>
internal readonly unsafe struct AccumulateEpilogue(float* result, nint stride, bool add) : IEpilogue
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Invoke<TLanes>(TLanes accumulator, nint row, nint column)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var at = (row * stride) + column;
        TLanes.Store(add ? TLanes.Load(ref *result, at) + accumulator : accumulator, ref *result, at);
    }
}
