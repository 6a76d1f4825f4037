using System.Runtime.CompilerServices;

namespace Gmnm.Numerics;

/// <summary>The last vector of a row whose length is no multiple of the lanes: it ends where the row ends.</summary>
internal static class Tail
{
    /// <summary>Mask of the last <paramref name="count"/> lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TLanes Mask<TLanes>(nint count)
        where TLanes : unmanaged, ILanes<TLanes> =>
        TLanes.GreaterThan(TLanes.Sequence(0), TLanes.Splat(TLanes.Count - count - 1));
}
