using System.Runtime.CompilerServices;

namespace Gmnm.Numerics;

/// <content>
/// The innermost loops for one row. An element is the sum of two sums, over the even and over the odd depths: chains of additions that
/// hide each other's latency. The order is one for all tiles, so that an element has the same bits at every width, and
/// wherever in the result it lies.
/// </content>
public static partial class DirectMultiply
{
    /// <summary>One row by one vector of columns. Bound by the latency of its two chains.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Tile1x1<TLanes, TEpilogue>(
        nint depth, ref readonly float left, nint leftDepthStride,
        ref readonly float right, nint rightDepthStride, nint row, nint column, TEpilogue epilogue)
        where TLanes : unmanaged, ILanes<TLanes>
        where TEpilogue : struct, IEpilogue, allows ref struct
    {
        TLanes sa = TLanes.Zero, sb = TLanes.Zero;
        ref var x = ref Unsafe.AsRef(in left);
        ref var w = ref Unsafe.AsRef(in right);
        for (var d = depth >> 1; d > 0; d--)
        {
            TLanes.Accumulate(Splat<TLanes>(in x, 0), in w, 0, ref sa);
            TLanes.Accumulate(Splat<TLanes>(in x, leftDepthStride), in w, rightDepthStride, ref sb);
            x = ref Unsafe.Add(ref x, 2 * leftDepthStride);
            w = ref Unsafe.Add(ref w, 2 * rightDepthStride);
        }

        if ((depth & 1) != 0)
        {
            TLanes.Accumulate(Splat<TLanes>(in x, 0), in w, 0, ref sa);
        }

        epilogue.Invoke(sa + sb, row, column);
    }

    /// <summary>One row by two vectors of columns: four chains, enough for one multiply-add a cycle.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Tile1x2<TLanes, TEpilogue>(
        nint depth, ref readonly float left, nint leftDepthStride,
        ref readonly float right, nint rightDepthStride, nint row, nint column, TEpilogue epilogue)
        where TLanes : unmanaged, ILanes<TLanes>
        where TEpilogue : struct, IEpilogue, allows ref struct
    {
        TLanes s0a = TLanes.Zero, s0b = TLanes.Zero, s1a = TLanes.Zero, s1b = TLanes.Zero;
        ref var x = ref Unsafe.AsRef(in left);
        ref var w = ref Unsafe.AsRef(in right);
        for (var d = depth >> 1; d > 0; d--)
        {
            var xa = Splat<TLanes>(in x, 0);
            TLanes.Accumulate(xa, in w, 0, ref s0a);
            TLanes.Accumulate(xa, in w, TLanes.Count, ref s1a);
            var xb = Splat<TLanes>(in x, leftDepthStride);
            TLanes.Accumulate(xb, in w, rightDepthStride, ref s0b);
            TLanes.Accumulate(xb, in w, rightDepthStride + TLanes.Count, ref s1b);
            x = ref Unsafe.Add(ref x, 2 * leftDepthStride);
            w = ref Unsafe.Add(ref w, 2 * rightDepthStride);
        }

        if ((depth & 1) != 0)
        {
            var xLast = Splat<TLanes>(in x, 0);
            TLanes.Accumulate(xLast, in w, 0, ref s0a);
            TLanes.Accumulate(xLast, in w, TLanes.Count, ref s1a);
        }

        epilogue.Invoke(s0a + s0b, row, column);
        epilogue.Invoke(s1a + s1b, row, column + TLanes.Count);
    }

    /// <summary>One row by four vectors of columns: eight chains, enough for two multiply-adds a cycle. Bound by the loads.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Tile1x4<TLanes, TEpilogue>(
        nint depth, ref readonly float left, nint leftDepthStride,
        ref readonly float right, nint rightDepthStride, nint row, nint column, TEpilogue epilogue)
        where TLanes : unmanaged, ILanes<TLanes>
        where TEpilogue : struct, IEpilogue, allows ref struct
    {
        TLanes s0a = TLanes.Zero, s0b = TLanes.Zero, s1a = TLanes.Zero, s1b = TLanes.Zero;
        TLanes s2a = TLanes.Zero, s2b = TLanes.Zero, s3a = TLanes.Zero, s3b = TLanes.Zero;
        ref var x = ref Unsafe.AsRef(in left);
        ref var w = ref Unsafe.AsRef(in right);
        for (var d = depth >> 1; d > 0; d--)
        {
            var xa = Splat<TLanes>(in x, 0);
            TLanes.Accumulate(xa, in w, 0, ref s0a);
            TLanes.Accumulate(xa, in w, TLanes.Count, ref s1a);
            TLanes.Accumulate(xa, in w, 2 * TLanes.Count, ref s2a);
            TLanes.Accumulate(xa, in w, 3 * TLanes.Count, ref s3a);
            var xb = Splat<TLanes>(in x, leftDepthStride);
            TLanes.Accumulate(xb, in w, rightDepthStride, ref s0b);
            TLanes.Accumulate(xb, in w, rightDepthStride + TLanes.Count, ref s1b);
            TLanes.Accumulate(xb, in w, rightDepthStride + (2 * TLanes.Count), ref s2b);
            TLanes.Accumulate(xb, in w, rightDepthStride + (3 * TLanes.Count), ref s3b);
            x = ref Unsafe.Add(ref x, 2 * leftDepthStride);
            w = ref Unsafe.Add(ref w, 2 * rightDepthStride);
        }

        if ((depth & 1) != 0)
        {
            var xLast = Splat<TLanes>(in x, 0);
            TLanes.Accumulate(xLast, in w, 0, ref s0a);
            TLanes.Accumulate(xLast, in w, TLanes.Count, ref s1a);
            TLanes.Accumulate(xLast, in w, 2 * TLanes.Count, ref s2a);
            TLanes.Accumulate(xLast, in w, 3 * TLanes.Count, ref s3a);
        }

        epilogue.Invoke(s0a + s0b, row, column);
        epilogue.Invoke(s1a + s1b, row, column + TLanes.Count);
        epilogue.Invoke(s2a + s2b, row, column + (2 * TLanes.Count));
        epilogue.Invoke(s3a + s3b, row, column + (3 * TLanes.Count));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Splat<TLanes>(ref readonly float source, nint index)
        where TLanes : unmanaged, ILanes<TLanes> =>
        TLanes.Splat(Unsafe.Add(ref Unsafe.AsRef(in source), index));
}
