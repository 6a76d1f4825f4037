namespace Gmnm.Numerics;

/// <summary>
/// An elementwise loop that is its own: for bodies with many numbers, which the compiler would spread over the lanes again
/// for each vector if the loop were around the body.
/// </summary>
internal interface IRangeBody
{
    /// <summary>Computes whole vectors from <paramref name="index"/> on, none beyond <paramref name="end"/>.</summary>
    /// <returns>The first element that is left.</returns>
    nint Invoke<TLanes>(nint index, nint end)
        where TLanes : unmanaged, ILanes<TLanes>;
}
