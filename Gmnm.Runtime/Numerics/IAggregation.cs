namespace Gmnm.Numerics;

/// <summary>
/// How the projections y of one Gaussian component become its squared distance q. Lanes run over components. A term
/// takes one projection, or a pair of them; the terms are accumulated into one value, of which q is a function.
/// </summary>
public interface IAggregation
{
    /// <summary>
    /// Projections in a term, 1 or 2. With 2 the first half of a component's projections is paired with the second half.
    /// </summary>
    static abstract int Factors { get; }

    /// <summary><paramref name="sum"/> with one more term.</summary>
    static abstract TLanes Accumulate<TLanes>(TLanes sum, TLanes first, TLanes second)
        where TLanes : unmanaged, ILanes<TLanes>;

    /// <summary>q, of the accumulated terms.</summary>
    static abstract TLanes SquaredDistance<TLanes>(TLanes sum)
        where TLanes : unmanaged, ILanes<TLanes>;

    /// <summary>
    /// Replaces the projections of a term by <paramref name="scale"/> times half the derivative of q with respect to them.
    /// </summary>
    static abstract void Differentiate<TLanes>(TLanes scale, TLanes sum, ref TLanes first, ref TLanes second)
        where TLanes : unmanaged, ILanes<TLanes>;
}
