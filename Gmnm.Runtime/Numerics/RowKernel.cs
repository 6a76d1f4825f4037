using System.Runtime.CompilerServices;

namespace Gmnm.Numerics;

/// <summary>
/// One row times packed panels, four panels at a time so that as many sums run beside each other as the addition takes
/// cycles. Bound by the memory that holds the panels.
/// </summary>
internal static unsafe class RowKernel
{
    /// <summary>Below this many rows a tile of rows would compute more than it saves.</summary>
    internal const int FewRows = 3;

    /// <summary>
    /// The sums of the <paramref name="width"/> columns of each product, <paramref name="group"/> apart in
    /// <paramref name="sums"/>.
    /// </summary>
    internal static void Multiply<TLanes>(
        nint depth, float* left, float* panels, nint width, nint products, float* sums, nint group)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var columns = MicroKernel.Columns<TLanes>();
        var panel = columns * depth;
        var (inGroup, count) = (width / columns, products * width / columns);
        float* SumsOf(nint index) => sums + (index / inGroup * group) + (index % inGroup * columns);

        nint i = 0;
        for (; i <= count - 4; i += 4)
        {
            Four<TLanes>(depth, left, panels + (i * panel), panel, SumsOf(i), SumsOf(i + 1), SumsOf(i + 2), SumsOf(i + 3));
        }

        for (; i < count; i++)
        {
            One<TLanes>(depth, left, panels + (i * panel), SumsOf(i));
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
            c00 = TLanes.MultiplyAdd(a, TLanes.Load(ref *b0, at), c00);
            c01 = TLanes.MultiplyAdd(a, TLanes.Load(ref *b0, at + TLanes.Count), c01);
            c10 = TLanes.MultiplyAdd(a, TLanes.Load(ref *b1, at), c10);
            c11 = TLanes.MultiplyAdd(a, TLanes.Load(ref *b1, at + TLanes.Count), c11);
            c20 = TLanes.MultiplyAdd(a, TLanes.Load(ref *b2, at), c20);
            c21 = TLanes.MultiplyAdd(a, TLanes.Load(ref *b2, at + TLanes.Count), c21);
            c30 = TLanes.MultiplyAdd(a, TLanes.Load(ref *b3, at), c30);
            c31 = TLanes.MultiplyAdd(a, TLanes.Load(ref *b3, at + TLanes.Count), c31);
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

    /// <summary>One panel: two sums.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void One<TLanes>(nint depth, float* left, float* panel, float* sums)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        TLanes c0 = TLanes.Zero, c1 = TLanes.Zero;
        for (var end = left + depth; left < end; left++, panel += 2 * TLanes.Count)
        {
            var a = TLanes.Splat(*left);
            c0 = TLanes.MultiplyAdd(a, TLanes.Load(ref *panel, 0), c0);
            c1 = TLanes.MultiplyAdd(a, TLanes.Load(ref *panel, TLanes.Count), c1);
        }

        TLanes.Store(c0, ref *sums, 0);
        TLanes.Store(c1, ref *sums, TLanes.Count);
    }
}
