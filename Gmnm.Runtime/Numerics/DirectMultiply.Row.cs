using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Gmnm.Numerics;

/// <content>The product of one row, for code that takes one sample through a whole network: all of it is inlined.</content>
public static partial class DirectMultiply
{
    /// <summary>
    /// <c>result[c] = sum over d of left[d] * right[d * columns + c]</c>: what <c>Run</c> gives, to the bit. With
    /// constant sizes nothing is left of it but the loops over the depth.
    /// </summary>
    /// <param name="columns">Columns of the right matrix and of the result.</param>
    /// <param name="depth">Length of the left row, rows of the right matrix.</param>
    /// <param name="left">[depth].</param>
    /// <param name="right">[depth, columns], row-major.</param>
    /// <param name="epilogue">Takes the sums, as of row 0.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Row<TEpilogue>(
        nint columns, nint depth, ref readonly float left, ref readonly float right, TEpilogue epilogue)
        where TEpilogue : struct, IEpilogue, allows ref struct
    {
        if (Vector512.IsHardwareAccelerated && columns >= 16)
        {
            Row<Lanes512, TEpilogue>(columns, depth, in left, in right, epilogue);
        }
        else if (Vector256.IsHardwareAccelerated && columns >= 8)
        {
            Row<Lanes256, TEpilogue>(columns, depth, in left, in right, epilogue);
        }
        else if (columns >= 4)
        {
            Row<Lanes128, TEpilogue>(columns, depth, in left, in right, epilogue);
        }
        else
        {
            Row<Lanes1, TEpilogue>(columns, depth, in left, in right, epilogue);
        }
    }

    /// <summary>The row in vectors of one width, which the columns fill at least once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Row<TLanes, TEpilogue>(
        nint columns, nint depth, ref readonly float left, ref readonly float right, TEpilogue epilogue)
        where TLanes : unmanaged, ILanes<TLanes>
        where TEpilogue : struct, IEpilogue, allows ref struct
    {
        ref var w = ref Unsafe.AsRef(in right);
        var (rest, last) = (columns % (4 * TLanes.Count), columns % (2 * TLanes.Count));
        if (columns >= 4 * TLanes.Count)
        {
            for (nint column = 0; column < columns - rest; column += 4 * TLanes.Count)
            {
                Tile1x4<TLanes, TEpilogue>(depth, in left, 1, in Unsafe.Add(ref w, column), columns, 0, column, epilogue);
            }
        }

        if (rest >= 2 * TLanes.Count)
        {
            Tile1x2<TLanes, TEpilogue>(depth, in left, 1, in Unsafe.Add(ref w, columns - rest), columns, 0, columns - rest, epilogue);
        }

        if (last > TLanes.Count)
        {
            Tile1x1<TLanes, TEpilogue>(depth, in left, 1, in Unsafe.Add(ref w, columns - last), columns, 0, columns - last, epilogue);
        }

        if (last > 0)
        {
            var at = columns - TLanes.Count;
            Tile1x1<TLanes, TEpilogue>(depth, in left, 1, in Unsafe.Add(ref w, at), columns, 0, at, epilogue);
        }
    }
}
