namespace Gmnm.Numerics;

/// <summary>What becomes of the elements of a matrix product. Implementations are to be inlined.</summary>
public interface IEpilogue
{
    /// <summary>
    /// Takes the finished sums of columns <paramref name="column"/> to <c>column + TLanes.Count - 1</c> of
    /// <paramref name="row"/>. Every element of the product comes exactly once, in no promised order.
    /// </summary>
    void Invoke<TLanes>(TLanes accumulator, nint row, nint column)
        where TLanes : unmanaged, ILanes<TLanes>;
}
