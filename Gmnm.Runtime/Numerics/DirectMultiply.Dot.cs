using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Gmnm.Numerics;

/// <content>Products of few columns, both matrices contiguous along the depth: dot products, four columns at a time.</content>
public static partial class DirectMultiply
{
    /// <summary>
    /// <c>result[r, c] = sum over d of left[r * leftRowStride + d] * right[c * depth + d]</c>, handed to
    /// <paramref name="epilogue"/>.
    /// </summary>
    /// <param name="rows">Rows of the left matrix and of the result.</param>
    /// <param name="columns">Rows of the right matrix, columns of the result.</param>
    /// <param name="depth">Length of the rows.</param>
    /// <param name="left">Element (0, 0) of the left matrix.</param>
    /// <param name="leftRowStride">Floats from a row of the left matrix to the next.</param>
    /// <param name="right">[columns, depth], row-major.</param>
    /// <param name="epilogue">Takes the sums.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Dot<TEpilogue>(
        nint rows, nint columns, nint depth, ref readonly float left, nint leftRowStride, ref readonly float right,
        TEpilogue epilogue)
        where TEpilogue : struct, IEpilogue, allows ref struct
    {
        if (Vector512.IsHardwareAccelerated && depth >= 16)
        {
            Dot<Lanes512, TEpilogue>(rows, columns, depth, in left, leftRowStride, in right, epilogue);
        }
        else if (Vector256.IsHardwareAccelerated && depth >= 8)
        {
            Dot<Lanes256, TEpilogue>(rows, columns, depth, in left, leftRowStride, in right, epilogue);
        }
        else if (depth >= 4)
        {
            Dot<Lanes128, TEpilogue>(rows, columns, depth, in left, leftRowStride, in right, epilogue);
        }
        else
        {
            Dot<Lanes1, TEpilogue>(rows, columns, depth, in left, leftRowStride, in right, epilogue);
        }
    }

    /// <summary>The product in vectors of one width, which the depth fills at least once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void Dot<TLanes, TEpilogue>(
        nint rows, nint columns, nint depth, ref readonly float left, nint leftRowStride, ref readonly float right,
        TEpilogue epilogue)
        where TLanes : unmanaged, ILanes<TLanes>
        where TEpilogue : struct, IEpilogue, allows ref struct
    {
        for (nint row = 0; row < rows; row++)
        {
            DotStrip<TLanes, TEpilogue>(
                columns, depth, in Unsafe.Add(ref Unsafe.AsRef(in left), row * leftRowStride), in right, row, epilogue);
        }
    }

    /// <summary>One row of <c>Dot</c>, inlined.</summary>
    /// <param name="columns">Rows of the right matrix, columns of the result.</param>
    /// <param name="depth">Length of the rows.</param>
    /// <param name="left">[depth].</param>
    /// <param name="right">[columns, depth], row-major.</param>
    /// <param name="epilogue">Takes the sums, as of row 0.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void DotRow<TEpilogue>(
        nint columns, nint depth, ref readonly float left, ref readonly float right, TEpilogue epilogue)
        where TEpilogue : struct, IEpilogue, allows ref struct
    {
        if (Vector512.IsHardwareAccelerated && depth >= 16)
        {
            DotStrip<Lanes512, TEpilogue>(columns, depth, in left, in right, 0, epilogue);
        }
        else if (Vector256.IsHardwareAccelerated && depth >= 8)
        {
            DotStrip<Lanes256, TEpilogue>(columns, depth, in left, in right, 0, epilogue);
        }
        else if (depth >= 4)
        {
            DotStrip<Lanes128, TEpilogue>(columns, depth, in left, in right, 0, epilogue);
        }
        else
        {
            DotStrip<Lanes1, TEpilogue>(columns, depth, in left, in right, 0, epilogue);
        }
    }

    /// <summary>The row in vectors of one width, which the depth fills at least once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void DotStrip<TLanes, TEpilogue>(
        nint columns, nint depth, ref readonly float left, ref readonly float right, nint row, TEpilogue epilogue)
        where TLanes : unmanaged, ILanes<TLanes>
        where TEpilogue : struct, IEpilogue, allows ref struct
    {
        ref var x = ref Unsafe.AsRef(in left);
        ref var w = ref Unsafe.AsRef(in right);
        if (columns >= 4)
        {
            for (nint column = 0; column < columns; column += 4)
            {
                var at = nint.Min(column, columns - 4);
                epilogue.Invoke(DotFour<TLanes>(depth, in x, in Unsafe.Add(ref w, at * depth)), row, at);
            }
        }
        else
        {
            for (nint column = 0; column < columns; column++)
            {
                epilogue.Invoke(Lanes1.Splat(DotOne<TLanes>(depth, in x, in Unsafe.Add(ref w, column * depth))), row, column);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes128 DotFour<TLanes>(nint depth, ref readonly float left, ref readonly float right)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        ref var w = ref Unsafe.AsRef(in right);
        TLanes s0 = TLanes.Zero, s1 = TLanes.Zero, s2 = TLanes.Zero, s3 = TLanes.Zero;
        for (nint d = 0; d <= depth - TLanes.Count; d += TLanes.Count)
        {
            var x = TLanes.Load(in left, d);
            TLanes.Accumulate(x, in w, d, ref s0);
            TLanes.Accumulate(x, in w, depth + d, ref s1);
            TLanes.Accumulate(x, in w, (2 * depth) + d, ref s2);
            TLanes.Accumulate(x, in w, (3 * depth) + d, ref s3);
        }

        if (depth % TLanes.Count > 0)
        {
            // The last vector overlaps the one before; the lanes already counted are masked.
            var fresh = Tail.Mask<TLanes>(depth % TLanes.Count);
            var d = depth - TLanes.Count;
            var x = TLanes.And(fresh, TLanes.Load(in left, d));
            TLanes.Accumulate(x, TLanes.And(fresh, TLanes.Load(ref w, d)), ref s0);
            TLanes.Accumulate(x, TLanes.And(fresh, TLanes.Load(ref w, depth + d)), ref s1);
            TLanes.Accumulate(x, TLanes.And(fresh, TLanes.Load(ref w, (2 * depth) + d)), ref s2);
            TLanes.Accumulate(x, TLanes.And(fresh, TLanes.Load(ref w, (3 * depth) + d)), ref s3);
        }

        return TLanes.Sums(s0, s1, s2, s3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float DotOne<TLanes>(nint depth, ref readonly float left, ref readonly float right)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var sum = TLanes.Zero;
        for (nint d = 0; d <= depth - TLanes.Count; d += TLanes.Count)
        {
            TLanes.Accumulate(TLanes.Load(in left, d), in right, d, ref sum);
        }

        if (depth % TLanes.Count > 0)
        {
            var fresh = Tail.Mask<TLanes>(depth % TLanes.Count);
            var d = depth - TLanes.Count;
            TLanes.Accumulate(TLanes.And(fresh, TLanes.Load(in left, d)), TLanes.And(fresh, TLanes.Load(in right, d)), ref sum);
        }

        return TLanes.Sum(sum);
    }
}
