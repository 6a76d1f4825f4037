namespace Gmnm.Numerics;

/// <summary>One step of a reduction: loads and computes the terms. Implementations are to be inlined.</summary>
public interface IReductionBody
{
    /// <summary>The terms <paramref name="index"/> to <c>index + TLanes.Count - 1</c>.</summary>
    TLanes Invoke<TLanes>(nint index)
        where TLanes : unmanaged, ILanes<TLanes>;
}
