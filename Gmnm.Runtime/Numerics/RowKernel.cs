using System.Runtime.CompilerServices;

namespace Gmnm.Numerics;

/// <summary>
/// One row times packed panels, several panels at a time so that as many sums run beside each other as the addition takes
/// cycles. Bound by the memory that holds the panels.
/// </summary>
internal static unsafe class RowKernel
{
    /// <summary>Below this many rows a tile of rows would compute more than it saves.</summary>
    internal const int FewRows = 3;

    /// <summary>Panels of a tile of 128 columns in the narrowest vectors.</summary>
    private const int MostPanels = 16;

    /// <summary>
    /// The sums of the <paramref name="width"/> columns of each product, <paramref name="group"/> apart in
    /// <paramref name="sums"/>; with <paramref name="backward"/> the last panels first, because what the call before read
    /// last is still in the cache.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Multiply<TLanes>(
        nint depth, float* left, float* panels, nint width, nint products, float* sums, nint group, bool backward)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var columns = MicroKernel.Columns<TLanes>();
        var panel = columns * depth;
        var count = products * width / columns;
        var places = stackalloc float*[MostPanels];
        nint i = 0;
        for (nint product = 0; product < products; product++)
        {
            for (nint c = 0; c < width; c += columns)
            {
                places[i++] = sums + (product * group) + c;
            }
        }

        var together = TLanes.Count >= 16 ? 2 : 4;
        for (i = 0; i < count; i += together)
        {
            var first = backward ? nint.Max(0, count - i - together) : i;
            var last = backward ? count - i : nint.Min(count, i + together);
            Some<TLanes>(last - first, depth, left, panels + (first * panel), panel, places + first);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Some<TLanes>(nint count, nint depth, float* left, float* panels, nint panel, float** places)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        switch (count)
        {
            case 4:
                Four<TLanes>(depth, left, panels, panel, places[0], places[1], places[2], places[3]);
                break;
            case >= 2:
                Two<TLanes>(depth, left, panels, panel, places[0], places[1]);
                Some<TLanes>(count - 2, depth, left, panels + (2 * panel), panel, places + 2);
                break;
            case 1:
                One<TLanes>(depth, left, panels, places[0]);
                break;
        }
    }

    /// <summary>Four panels: eight sums.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Four<TLanes>(
        nint depth, float* left, float* panels, nint panel, float* sums0, float* sums1, float* sums2, float* sums3)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        TLanes c00 = TLanes.Zero, c01 = TLanes.Zero, c10 = TLanes.Zero, c11 = TLanes.Zero;
        TLanes c20 = TLanes.Zero, c21 = TLanes.Zero, c30 = TLanes.Zero, c31 = TLanes.Zero;
        float* b0 = panels, b1 = b0 + panel, b2 = b1 + panel, b3 = b2 + panel;
        nint at = 0;
        for (var end = left + depth; left < end; left++, at += 2 * TLanes.Count)
        {
            var a = TLanes.Splat(*left);
            TLanes.Accumulate(a, in *b0, at, ref c00);
            TLanes.Accumulate(a, in *b0, at + TLanes.Count, ref c01);
            TLanes.Accumulate(a, in *b1, at, ref c10);
            TLanes.Accumulate(a, in *b1, at + TLanes.Count, ref c11);
            TLanes.Accumulate(a, in *b2, at, ref c20);
            TLanes.Accumulate(a, in *b2, at + TLanes.Count, ref c21);
            TLanes.Accumulate(a, in *b3, at, ref c30);
            TLanes.Accumulate(a, in *b3, at + TLanes.Count, ref c31);
        }

        TLanes.Store(c00, ref *sums0, 0);
        TLanes.Store(c01, ref *sums0, TLanes.Count);
        TLanes.Store(c10, ref *sums1, 0);
        TLanes.Store(c11, ref *sums1, TLanes.Count);
        TLanes.Store(c20, ref *sums2, 0);
        TLanes.Store(c21, ref *sums2, TLanes.Count);
        TLanes.Store(c30, ref *sums3, 0);
        TLanes.Store(c31, ref *sums3, TLanes.Count);
    }

    /// <summary>Two panels: four sums, as many as vectors of 512 bits need.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Two<TLanes>(nint depth, float* left, float* panels, nint panel, float* sums0, float* sums1)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        TLanes c00 = TLanes.Zero, c01 = TLanes.Zero, c10 = TLanes.Zero, c11 = TLanes.Zero;
        float* b0 = panels, b1 = b0 + panel;
        nint at = 0;
        for (var end = left + depth; left < end; left++, at += 2 * TLanes.Count)
        {
            var a = TLanes.Splat(*left);
            TLanes.Accumulate(a, in *b0, at, ref c00);
            TLanes.Accumulate(a, in *b0, at + TLanes.Count, ref c01);
            TLanes.Accumulate(a, in *b1, at, ref c10);
            TLanes.Accumulate(a, in *b1, at + TLanes.Count, ref c11);
        }

        TLanes.Store(c00, ref *sums0, 0);
        TLanes.Store(c01, ref *sums0, TLanes.Count);
        TLanes.Store(c10, ref *sums1, 0);
        TLanes.Store(c11, ref *sums1, TLanes.Count);
    }

    /// <summary>One panel: two sums.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void One<TLanes>(nint depth, float* left, float* panel, float* sums)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        TLanes c0 = TLanes.Zero, c1 = TLanes.Zero;
        for (var end = left + depth; left < end; left++, panel += 2 * TLanes.Count)
        {
            var a = TLanes.Splat(*left);
            TLanes.Accumulate(a, in *panel, 0, ref c0);
            TLanes.Accumulate(a, in *panel, TLanes.Count, ref c1);
        }

        TLanes.Store(c0, ref *sums, 0);
        TLanes.Store(c1, ref *sums, TLanes.Count);
    }
}
