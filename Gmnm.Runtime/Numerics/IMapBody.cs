namespace Gmnm.Numerics;

/// <summary>One step of an elementwise loop: loads, computes, stores. Implementations are to be inlined.</summary>
public interface IMapBody
{
    /// <summary>Handles the elements <paramref name="index"/> to <c>index + TLanes.Count - 1</c>.</summary>
    void Invoke<TLanes>(nint index)
        where TLanes : unmanaged, ILanes<TLanes>;
}
