using System.Runtime.CompilerServices;

namespace Gmnm.Numerics;

/// <summary>What a direct loop over windows does with an element of the kernel.</summary>
internal interface ITap
{
    /// <summary>The result of no elements.</summary>
    static abstract TLanes Start<TLanes>()
        where TLanes : unmanaged, ILanes<TLanes>;

    /// <summary>The result with one element more.</summary>
    static abstract TLanes Take<TLanes>(float weight, TLanes value, TLanes result)
        where TLanes : unmanaged, ILanes<TLanes>;
}

/// <summary>The weighted sum.</summary>
internal readonly struct MultiplyAddTap : ITap
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Start<TLanes>()
        where TLanes : unmanaged, ILanes<TLanes> => TLanes.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Take<TLanes>(float weight, TLanes value, TLanes result)
        where TLanes : unmanaged, ILanes<TLanes> => TLanes.MultiplyAdd(TLanes.Splat(weight), value, result);
}

/// <summary>The greatest element; the weight does not count.</summary>
internal readonly struct MaximumTap : ITap
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Start<TLanes>()
        where TLanes : unmanaged, ILanes<TLanes> => TLanes.Splat(float.NegativeInfinity);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Take<TLanes>(float weight, TLanes value, TLanes result)
        where TLanes : unmanaged, ILanes<TLanes> => TLanes.Max(result, value);
}
