using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Gmnm.Numerics;

/// <summary>
/// Elementwise loops and reductions over a body, in the widest vectors of the machine; the tail in ever narrower ones,
/// so that every element is visited once.
/// </summary>
/// <remarks>
/// Each width is a method of its own: the compiler inlines the body once a method and stays within its budget, and a
/// width without work is never compiled. They skip the tiers of the JIT, since a loop of the first tier would run ten
/// times slower for the first seconds. The result of an element is the same to the bit whatever width computes it.
/// </remarks>
public static class Vectorized
{
    /// <summary>Runs <paramref name="body"/> over the indices 0 to <paramref name="length"/> - 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Map<TBody>(nint length, TBody body)
        where TBody : struct, IMapBody, allows ref struct
    {
        nint index = 0;
        if (Vector512.IsHardwareAccelerated && length - index >= Lanes512.Count)
        {
            index = Map<TBody, Lanes512>(index, length, body);
        }

        if (Vector256.IsHardwareAccelerated && length - index >= Lanes256.Count)
        {
            index = Map<TBody, Lanes256>(index, length, body);
        }

        if (Vector128.IsHardwareAccelerated && length - index >= Lanes128.Count)
        {
            index = Map<TBody, Lanes128>(index, length, body);
        }

        if (index < length)
        {
            Map<TBody, Lanes1>(index, length, body);
        }
    }

    /// <summary>Runs a loop over the indices from <paramref name="index"/> to <paramref name="end"/> - 1, in ever narrower vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void MapRange<TBody>(nint index, nint end, TBody body)
        where TBody : struct, IRangeBody, allows ref struct
    {
        if (Vector512.IsHardwareAccelerated)
        {
            index = body.Invoke<Lanes512>(index, end);
        }

        if (Vector256.IsHardwareAccelerated)
        {
            index = body.Invoke<Lanes256>(index, end);
        }

        if (Vector128.IsHardwareAccelerated)
        {
            index = body.Invoke<Lanes128>(index, end);
        }

        body.Invoke<Lanes1>(index, end);
    }

    /// <summary>The sum of the terms 0 to <paramref name="length"/> - 1, in an order fixed by the length and the machine's widths.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Sum<TBody>(nint length, TBody body)
        where TBody : struct, IReductionBody, allows ref struct
    {
        nint index = 0;
        var sum = 0f;
        if (Vector512.IsHardwareAccelerated && length - index >= Lanes512.Count)
        {
            sum += Sum<TBody, Lanes512>(ref index, length, body);
        }

        if (Vector256.IsHardwareAccelerated && length - index >= Lanes256.Count)
        {
            sum += Sum<TBody, Lanes256>(ref index, length, body);
        }

        if (Vector128.IsHardwareAccelerated && length - index >= Lanes128.Count)
        {
            sum += Sum<TBody, Lanes128>(ref index, length, body);
        }

        if (index < length)
        {
            sum += Sum<TBody, Lanes1>(ref index, length, body);
        }

        return sum;
    }

    /// <summary>The largest of the terms 0 to <paramref name="length"/> - 1; negative infinity where there are none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Max<TBody>(nint length, TBody body)
        where TBody : struct, IReductionBody, allows ref struct
    {
        nint index = 0;
        var max = float.NegativeInfinity;
        if (Vector512.IsHardwareAccelerated && length - index >= Lanes512.Count)
        {
            max = float.MaxNative(max, Max<TBody, Lanes512>(ref index, length, body));
        }

        if (Vector256.IsHardwareAccelerated && length - index >= Lanes256.Count)
        {
            max = float.MaxNative(max, Max<TBody, Lanes256>(ref index, length, body));
        }

        if (Vector128.IsHardwareAccelerated && length - index >= Lanes128.Count)
        {
            max = float.MaxNative(max, Max<TBody, Lanes128>(ref index, length, body));
        }

        if (index < length)
        {
            max = float.MaxNative(max, Max<TBody, Lanes1>(ref index, length, body));
        }

        return max;
    }

    /// <summary>Runs whole vectors from <paramref name="index"/> on and returns where it stopped.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static nint Map<TBody, TLanes>(nint index, nint length, TBody body)
        where TBody : struct, IMapBody, allows ref struct
        where TLanes : unmanaged, ILanes<TLanes>
    {
        for (; index <= length - TLanes.Count; index += TLanes.Count)
        {
            body.Invoke<TLanes>(index);
        }

        return index;
    }

    /// <summary>Sums whole vectors from <paramref name="index"/> on and advances it to where it stopped.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static float Sum<TBody, TLanes>(ref nint index, nint length, TBody body)
        where TBody : struct, IReductionBody, allows ref struct
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var i = index;
        var sum = TLanes.Zero;
        for (; i <= length - TLanes.Count; i += TLanes.Count)
        {
            sum += body.Invoke<TLanes>(i);
        }

        index = i;
        return TLanes.Sum(sum);
    }

    /// <summary>The largest term of whole vectors from <paramref name="index"/> on, which it advances to where it stopped.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static float Max<TBody, TLanes>(ref nint index, nint length, TBody body)
        where TBody : struct, IReductionBody, allows ref struct
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var i = index;
        var max = TLanes.Splat(float.NegativeInfinity);
        for (; i <= length - TLanes.Count; i += TLanes.Count)
        {
            max = TLanes.Max(max, body.Invoke<TLanes>(i));
        }

        index = i;
        return TLanes.Max(max);
    }

    /// <summary>
    /// Asks for the memory <paramref name="index"/> floats past <paramref name="start"/>, which may lie outside of
    /// everything: what will be read or written soon, where the processor cannot guess it.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Prefetch(ref readonly float start, nint index)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch0(Unsafe.AsPointer(ref Unsafe.Add(ref Unsafe.AsRef(in start), index)));
        }
    }
}
