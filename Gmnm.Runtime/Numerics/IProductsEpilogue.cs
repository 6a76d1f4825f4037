namespace Gmnm.Numerics;

/// <summary>What becomes of the elements of several products of one left matrix. Implementations are to be inlined.</summary>
public interface IProductsEpilogue
{
    /// <summary>
    /// Takes the finished sums of columns <paramref name="column"/> to <c>column + TLanes.Count - 1</c> of
    /// <paramref name="row"/>: those of product p stand <c>p * PackedProducts.GroupColumns(products)</c> past
    /// <paramref name="sums"/>. Every place comes exactly once, in no promised order.
    /// </summary>
    void Invoke<TLanes>(ref readonly float sums, nint row, nint column)
        where TLanes : unmanaged, ILanes<TLanes>;
}
