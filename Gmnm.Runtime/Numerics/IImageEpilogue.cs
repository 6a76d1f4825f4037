namespace Gmnm.Numerics;

/// <summary>What becomes of the elements of a convolution. Implementations are to be inlined.</summary>
public interface IImageEpilogue
{
    /// <summary>
    /// Takes the finished sums at <paramref name="position"/> to <c>position + TLanes.Count - 1</c> of a channel of a
    /// sample. Every element of the output comes exactly once, in no promised order.
    /// </summary>
    void Invoke<TLanes>(TLanes accumulator, nint sample, nint channel, nint position)
        where TLanes : unmanaged, ILanes<TLanes>;
}
