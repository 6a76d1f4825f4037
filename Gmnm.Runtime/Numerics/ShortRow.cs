using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Gmnm.Numerics;

/// <summary>
/// The loops of <see cref="Vectorized"/> for rows of a short, constant length: inlined, so that nothing is left of them but
/// the vectors that cover the row. The results are the same to the bit.
/// </summary>
/// <remarks>
/// For light bodies: each width that the length needs is a copy of the body in the calling method, of which the compiler
/// inlines no more than its budget.
/// </remarks>
public static class ShortRow
{
    /// <summary>Runs <paramref name="body"/> over the indices 0 to <paramref name="length"/> - 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Map<TBody>(nint length, TBody body)
        where TBody : struct, IMapBody, allows ref struct
    {
        if (Vector512.IsHardwareAccelerated)
        {
            if (length >= 16)
            {
                Map<TBody, Lanes512>(length & -16, body);
            }

            if ((length & 8) != 0)
            {
                body.Invoke<Lanes256>(length & -16);
            }
        }
        else if (Vector256.IsHardwareAccelerated && length >= 8)
        {
            Map<TBody, Lanes256>(length & -8, body);
        }

        if (!Vector256.IsHardwareAccelerated && length >= 4)
        {
            Map<TBody, Lanes128>(length & -4, body);
        }
        else if ((length & 4) != 0)
        {
            body.Invoke<Lanes128>(length & -8);
        }

        if ((length & 3) != 0)
        {
            for (var index = length & -4; index < length; index++)
            {
                body.Invoke<Lanes1>(index);
            }
        }
    }

    /// <summary>The sum of the terms 0 to <paramref name="length"/> - 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum<TBody>(nint length, TBody body)
        where TBody : struct, IReductionBody, allows ref struct
    {
        var sum = 0f;
        if (Vector512.IsHardwareAccelerated)
        {
            if (length >= 16)
            {
                sum += Sum<TBody, Lanes512>(0, length & -16, body);
            }

            if ((length & 8) != 0)
            {
                sum += Sum<TBody, Lanes256>(length & -16, length & -8, body);
            }
        }
        else if (Vector256.IsHardwareAccelerated && length >= 8)
        {
            sum += Sum<TBody, Lanes256>(0, length & -8, body);
        }

        if (!Vector256.IsHardwareAccelerated && length >= 4)
        {
            sum += Sum<TBody, Lanes128>(0, length & -4, body);
        }
        else if ((length & 4) != 0)
        {
            sum += Sum<TBody, Lanes128>(length & -8, length & -4, body);
        }

        if ((length & 3) != 0)
        {
            sum += Sum<TBody, Lanes1>(length & -4, length, body);
        }

        return sum;
    }

    /// <summary>The largest of the terms 0 to <paramref name="length"/> - 1; negative infinity where there are none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Max<TBody>(nint length, TBody body)
        where TBody : struct, IReductionBody, allows ref struct
    {
        var max = float.NegativeInfinity;
        if (Vector512.IsHardwareAccelerated)
        {
            if (length >= 16)
            {
                max = float.MaxNative(max, Max<TBody, Lanes512>(0, length & -16, body));
            }

            if ((length & 8) != 0)
            {
                max = float.MaxNative(max, Max<TBody, Lanes256>(length & -16, length & -8, body));
            }
        }
        else if (Vector256.IsHardwareAccelerated && length >= 8)
        {
            max = float.MaxNative(max, Max<TBody, Lanes256>(0, length & -8, body));
        }

        if (!Vector256.IsHardwareAccelerated && length >= 4)
        {
            max = float.MaxNative(max, Max<TBody, Lanes128>(0, length & -4, body));
        }
        else if ((length & 4) != 0)
        {
            max = float.MaxNative(max, Max<TBody, Lanes128>(length & -8, length & -4, body));
        }

        if ((length & 3) != 0)
        {
            max = float.MaxNative(max, Max<TBody, Lanes1>(length & -4, length, body));
        }

        return max;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Map<TBody, TLanes>(nint end, TBody body)
        where TBody : struct, IMapBody, allows ref struct
        where TLanes : unmanaged, ILanes<TLanes>
    {
        for (nint index = 0; index < end; index += TLanes.Count)
        {
            body.Invoke<TLanes>(index);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Sum<TBody, TLanes>(nint start, nint end, TBody body)
        where TBody : struct, IReductionBody, allows ref struct
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var sum = TLanes.Zero;
        for (var index = start; index < end; index += TLanes.Count)
        {
            sum += body.Invoke<TLanes>(index);
        }

        return TLanes.Sum(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Max<TBody, TLanes>(nint start, nint end, TBody body)
        where TBody : struct, IReductionBody, allows ref struct
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var max = TLanes.Splat(float.NegativeInfinity);
        for (var index = start; index < end; index += TLanes.Count)
        {
            max = TLanes.Max(max, body.Invoke<TLanes>(index));
        }

        return TLanes.Max(max);
    }
}
