using System.Numerics;
using System.Runtime.CompilerServices;

namespace Gmnm.Numerics;

/// <summary>
/// Writes the weight gradient of a block of components, or adds to it. The product's rows are ordered by projection,
/// then component; the gradient's by component, then projection. Rows of absent components are dropped.
/// </summary>
internal readonly unsafe struct WeightGradientEpilogue(
    float* gradient, GaussianShape shape, nint width, nint count, bool add) : IEpilogue
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Invoke<TLanes>(TLanes accumulator, nint row, nint column)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        // The width is a power of two.
        var component = row & (width - 1);
        if (component >= count)
        {
            return;
        }

        var projection = row >> BitOperations.Log2((nuint)width);
        var at = (((component * shape.Projections) + projection) * shape.Features) + column;
        TLanes.Store(add ? TLanes.Load(ref *gradient, at) + accumulator : accumulator, ref *gradient, at);
    }
}
