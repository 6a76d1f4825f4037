using System.Runtime.CompilerServices;

namespace Gmnm.Numerics;

/// <content>
/// The innermost loops for several rows. An element is the sum of two sums, over the even and over the odd depths: chains of additions that
/// hide each other's latency. The order is one for all tiles, so that an element has the same bits at every width, and
/// wherever in the result it lies.
/// </content>
public static partial class DirectMultiply
{
    /// <summary>Two rows by one vector of columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Tile2x1<TLanes, TEpilogue>(
        nint depth, ref readonly float left, nint leftRowStride, nint leftDepthStride,
        ref readonly float right, nint rightDepthStride, nint row, nint column, TEpilogue epilogue)
        where TLanes : unmanaged, ILanes<TLanes>
        where TEpilogue : struct, IEpilogue, allows ref struct
    {
        TLanes s0a = TLanes.Zero, s0b = TLanes.Zero;
        TLanes s1a = TLanes.Zero, s1b = TLanes.Zero;
        ref var x0 = ref Unsafe.AsRef(in left);
        ref var x1 = ref Unsafe.Add(ref x0, leftRowStride);
        ref var w = ref Unsafe.AsRef(in right);
        for (var d = depth >> 1; d > 0; d--)
        {
            var wa = TLanes.Load(ref w, 0);
            TLanes.Accumulate(Splat<TLanes>(in x0, 0), wa, ref s0a);
            TLanes.Accumulate(Splat<TLanes>(in x1, 0), wa, ref s1a);
            var wb = TLanes.Load(ref w, rightDepthStride);
            TLanes.Accumulate(Splat<TLanes>(in x0, leftDepthStride), wb, ref s0b);
            TLanes.Accumulate(Splat<TLanes>(in x1, leftDepthStride), wb, ref s1b);
            x0 = ref Unsafe.Add(ref x0, 2 * leftDepthStride);
            x1 = ref Unsafe.Add(ref x1, 2 * leftDepthStride);
            w = ref Unsafe.Add(ref w, 2 * rightDepthStride);
        }

        if ((depth & 1) != 0)
        {
            var wLast = TLanes.Load(ref w, 0);
            TLanes.Accumulate(Splat<TLanes>(in x0, 0), wLast, ref s0a);
            TLanes.Accumulate(Splat<TLanes>(in x1, 0), wLast, ref s1a);
        }

        epilogue.Invoke(s0a + s0b, row, column);
        epilogue.Invoke(s1a + s1b, row + 1, column);
    }

    /// <summary>Two rows by two vectors of columns: eight chains, as many as 16 registers leave room for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Tile2x2<TLanes, TEpilogue>(
        nint depth, ref readonly float left, nint leftRowStride, nint leftDepthStride,
        ref readonly float right, nint rightDepthStride, nint row, nint column, TEpilogue epilogue)
        where TLanes : unmanaged, ILanes<TLanes>
        where TEpilogue : struct, IEpilogue, allows ref struct
    {
        TLanes s00a = TLanes.Zero, s00b = TLanes.Zero, s01a = TLanes.Zero, s01b = TLanes.Zero;
        TLanes s10a = TLanes.Zero, s10b = TLanes.Zero, s11a = TLanes.Zero, s11b = TLanes.Zero;
        ref var x0 = ref Unsafe.AsRef(in left);
        ref var x1 = ref Unsafe.Add(ref x0, leftRowStride);
        ref var w = ref Unsafe.AsRef(in right);
        for (var d = depth >> 1; d > 0; d--)
        {
            var wa0 = TLanes.Load(ref w, 0);
            var wa1 = TLanes.Load(ref w, TLanes.Count);
            var xa0 = Splat<TLanes>(in x0, 0);
            TLanes.Accumulate(xa0, wa0, ref s00a);
            TLanes.Accumulate(xa0, wa1, ref s01a);
            var xa1 = Splat<TLanes>(in x1, 0);
            TLanes.Accumulate(xa1, wa0, ref s10a);
            TLanes.Accumulate(xa1, wa1, ref s11a);
            var wb0 = TLanes.Load(ref w, rightDepthStride);
            var wb1 = TLanes.Load(ref w, rightDepthStride + TLanes.Count);
            var xb0 = Splat<TLanes>(in x0, leftDepthStride);
            TLanes.Accumulate(xb0, wb0, ref s00b);
            TLanes.Accumulate(xb0, wb1, ref s01b);
            var xb1 = Splat<TLanes>(in x1, leftDepthStride);
            TLanes.Accumulate(xb1, wb0, ref s10b);
            TLanes.Accumulate(xb1, wb1, ref s11b);
            x0 = ref Unsafe.Add(ref x0, 2 * leftDepthStride);
            x1 = ref Unsafe.Add(ref x1, 2 * leftDepthStride);
            w = ref Unsafe.Add(ref w, 2 * rightDepthStride);
        }

        if ((depth & 1) != 0)
        {
            var wLast0 = TLanes.Load(ref w, 0);
            var wLast1 = TLanes.Load(ref w, TLanes.Count);
            var xLast0 = Splat<TLanes>(in x0, 0);
            TLanes.Accumulate(xLast0, wLast0, ref s00a);
            TLanes.Accumulate(xLast0, wLast1, ref s01a);
            var xLast1 = Splat<TLanes>(in x1, 0);
            TLanes.Accumulate(xLast1, wLast0, ref s10a);
            TLanes.Accumulate(xLast1, wLast1, ref s11a);
        }

        epilogue.Invoke(s00a + s00b, row, column);
        epilogue.Invoke(s01a + s01b, row, column + TLanes.Count);
        epilogue.Invoke(s10a + s10b, row + 1, column);
        epilogue.Invoke(s11a + s11b, row + 1, column + TLanes.Count);
    }

    /// <summary>Four rows by one vector of columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Tile4x1<TLanes, TEpilogue>(
        nint depth, ref readonly float left, nint leftRowStride, nint leftDepthStride,
        ref readonly float right, nint rightDepthStride, nint row, nint column, TEpilogue epilogue)
        where TLanes : unmanaged, ILanes<TLanes>
        where TEpilogue : struct, IEpilogue, allows ref struct
    {
        TLanes s0a = TLanes.Zero, s0b = TLanes.Zero;
        TLanes s1a = TLanes.Zero, s1b = TLanes.Zero;
        TLanes s2a = TLanes.Zero, s2b = TLanes.Zero;
        TLanes s3a = TLanes.Zero, s3b = TLanes.Zero;
        ref var x0 = ref Unsafe.AsRef(in left);
        ref var x1 = ref Unsafe.Add(ref x0, leftRowStride);
        ref var x2 = ref Unsafe.Add(ref x1, leftRowStride);
        ref var x3 = ref Unsafe.Add(ref x2, leftRowStride);
        ref var w = ref Unsafe.AsRef(in right);
        for (var d = depth >> 1; d > 0; d--)
        {
            var wa = TLanes.Load(ref w, 0);
            TLanes.Accumulate(Splat<TLanes>(in x0, 0), wa, ref s0a);
            TLanes.Accumulate(Splat<TLanes>(in x1, 0), wa, ref s1a);
            TLanes.Accumulate(Splat<TLanes>(in x2, 0), wa, ref s2a);
            TLanes.Accumulate(Splat<TLanes>(in x3, 0), wa, ref s3a);
            var wb = TLanes.Load(ref w, rightDepthStride);
            TLanes.Accumulate(Splat<TLanes>(in x0, leftDepthStride), wb, ref s0b);
            TLanes.Accumulate(Splat<TLanes>(in x1, leftDepthStride), wb, ref s1b);
            TLanes.Accumulate(Splat<TLanes>(in x2, leftDepthStride), wb, ref s2b);
            TLanes.Accumulate(Splat<TLanes>(in x3, leftDepthStride), wb, ref s3b);
            x0 = ref Unsafe.Add(ref x0, 2 * leftDepthStride);
            x1 = ref Unsafe.Add(ref x1, 2 * leftDepthStride);
            x2 = ref Unsafe.Add(ref x2, 2 * leftDepthStride);
            x3 = ref Unsafe.Add(ref x3, 2 * leftDepthStride);
            w = ref Unsafe.Add(ref w, 2 * rightDepthStride);
        }

        if ((depth & 1) != 0)
        {
            var wLast = TLanes.Load(ref w, 0);
            TLanes.Accumulate(Splat<TLanes>(in x0, 0), wLast, ref s0a);
            TLanes.Accumulate(Splat<TLanes>(in x1, 0), wLast, ref s1a);
            TLanes.Accumulate(Splat<TLanes>(in x2, 0), wLast, ref s2a);
            TLanes.Accumulate(Splat<TLanes>(in x3, 0), wLast, ref s3a);
        }

        epilogue.Invoke(s0a + s0b, row, column);
        epilogue.Invoke(s1a + s1b, row + 1, column);
        epilogue.Invoke(s2a + s2b, row + 2, column);
        epilogue.Invoke(s3a + s3b, row + 3, column);
    }

    /// <summary>Four rows by two vectors of columns: sixteen chains. Bound by the multiply-add units.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Tile4x2<TLanes, TEpilogue>(
        nint depth, ref readonly float left, nint leftRowStride, nint leftDepthStride,
        ref readonly float right, nint rightDepthStride, nint row, nint column, TEpilogue epilogue)
        where TLanes : unmanaged, ILanes<TLanes>
        where TEpilogue : struct, IEpilogue, allows ref struct
    {
        TLanes s00a = TLanes.Zero, s00b = TLanes.Zero, s01a = TLanes.Zero, s01b = TLanes.Zero;
        TLanes s10a = TLanes.Zero, s10b = TLanes.Zero, s11a = TLanes.Zero, s11b = TLanes.Zero;
        TLanes s20a = TLanes.Zero, s20b = TLanes.Zero, s21a = TLanes.Zero, s21b = TLanes.Zero;
        TLanes s30a = TLanes.Zero, s30b = TLanes.Zero, s31a = TLanes.Zero, s31b = TLanes.Zero;
        ref var x0 = ref Unsafe.AsRef(in left);
        ref var x1 = ref Unsafe.Add(ref x0, leftRowStride);
        ref var x2 = ref Unsafe.Add(ref x1, leftRowStride);
        ref var x3 = ref Unsafe.Add(ref x2, leftRowStride);
        ref var w = ref Unsafe.AsRef(in right);
        for (var d = depth >> 1; d > 0; d--)
        {
            var wa0 = TLanes.Load(ref w, 0);
            var wa1 = TLanes.Load(ref w, TLanes.Count);
            var xa0 = Splat<TLanes>(in x0, 0);
            TLanes.Accumulate(xa0, wa0, ref s00a);
            TLanes.Accumulate(xa0, wa1, ref s01a);
            var xa1 = Splat<TLanes>(in x1, 0);
            TLanes.Accumulate(xa1, wa0, ref s10a);
            TLanes.Accumulate(xa1, wa1, ref s11a);
            var xa2 = Splat<TLanes>(in x2, 0);
            TLanes.Accumulate(xa2, wa0, ref s20a);
            TLanes.Accumulate(xa2, wa1, ref s21a);
            var xa3 = Splat<TLanes>(in x3, 0);
            TLanes.Accumulate(xa3, wa0, ref s30a);
            TLanes.Accumulate(xa3, wa1, ref s31a);
            var wb0 = TLanes.Load(ref w, rightDepthStride);
            var wb1 = TLanes.Load(ref w, rightDepthStride + TLanes.Count);
            var xb0 = Splat<TLanes>(in x0, leftDepthStride);
            TLanes.Accumulate(xb0, wb0, ref s00b);
            TLanes.Accumulate(xb0, wb1, ref s01b);
            var xb1 = Splat<TLanes>(in x1, leftDepthStride);
            TLanes.Accumulate(xb1, wb0, ref s10b);
            TLanes.Accumulate(xb1, wb1, ref s11b);
            var xb2 = Splat<TLanes>(in x2, leftDepthStride);
            TLanes.Accumulate(xb2, wb0, ref s20b);
            TLanes.Accumulate(xb2, wb1, ref s21b);
            var xb3 = Splat<TLanes>(in x3, leftDepthStride);
            TLanes.Accumulate(xb3, wb0, ref s30b);
            TLanes.Accumulate(xb3, wb1, ref s31b);
            x0 = ref Unsafe.Add(ref x0, 2 * leftDepthStride);
            x1 = ref Unsafe.Add(ref x1, 2 * leftDepthStride);
            x2 = ref Unsafe.Add(ref x2, 2 * leftDepthStride);
            x3 = ref Unsafe.Add(ref x3, 2 * leftDepthStride);
            w = ref Unsafe.Add(ref w, 2 * rightDepthStride);
        }

        if ((depth & 1) != 0)
        {
            var wLast0 = TLanes.Load(ref w, 0);
            var wLast1 = TLanes.Load(ref w, TLanes.Count);
            var xLast0 = Splat<TLanes>(in x0, 0);
            TLanes.Accumulate(xLast0, wLast0, ref s00a);
            TLanes.Accumulate(xLast0, wLast1, ref s01a);
            var xLast1 = Splat<TLanes>(in x1, 0);
            TLanes.Accumulate(xLast1, wLast0, ref s10a);
            TLanes.Accumulate(xLast1, wLast1, ref s11a);
            var xLast2 = Splat<TLanes>(in x2, 0);
            TLanes.Accumulate(xLast2, wLast0, ref s20a);
            TLanes.Accumulate(xLast2, wLast1, ref s21a);
            var xLast3 = Splat<TLanes>(in x3, 0);
            TLanes.Accumulate(xLast3, wLast0, ref s30a);
            TLanes.Accumulate(xLast3, wLast1, ref s31a);
        }

        epilogue.Invoke(s00a + s00b, row, column);
        epilogue.Invoke(s01a + s01b, row, column + TLanes.Count);
        epilogue.Invoke(s10a + s10b, row + 1, column);
        epilogue.Invoke(s11a + s11b, row + 1, column + TLanes.Count);
        epilogue.Invoke(s20a + s20b, row + 2, column);
        epilogue.Invoke(s21a + s21b, row + 2, column + TLanes.Count);
        epilogue.Invoke(s30a + s30b, row + 3, column);
        epilogue.Invoke(s31a + s31b, row + 3, column + TLanes.Count);
    }
}
