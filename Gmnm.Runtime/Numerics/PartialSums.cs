using System.Runtime.CompilerServices;
using Gmnm.Threading;

namespace Gmnm.Numerics;

/// <summary>Adds up what the parts of a batch have summed: in the order of the parts, whoever had them.</summary>
public static class PartialSums
{
    /// <summary>Adds up by all threads, each a range of the elements. Does nothing for one part, which has summed in place.</summary>
    /// <param name="share">This thread's share.</param>
    /// <param name="parts">The sums of the parts.</param>
    /// <param name="stride">Floats from a part to the next.</param>
    /// <param name="result">[<paramref name="length"/>]; written.</param>
    /// <param name="length">Elements of the sum.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(in ThreadShare share, ref readonly float parts, nint stride, ref float result, nint length)
    {
        var (first, count) = share.Range(length, 64);
        AddRange(share.Parts, in Unsafe.Add(ref Unsafe.AsRef(in parts), first), stride, ref Unsafe.Add(ref result, first), count);
    }

    /// <summary>The same by one thread, where there is little to add.</summary>
    /// <inheritdoc cref="Add"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddSmall(in ThreadShare share, ref readonly float parts, nint stride, ref float result, nint length)
    {
        if (share.IsFirst)
        {
            AddRange(share.Parts, in parts, stride, ref result, length);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddRange(int parts, ref readonly float first, nint stride, ref float result, nint length)
    {
        if (parts == 1)
        {
            return;
        }

        Vectorized.Map(length, new Pair(in first, in Unsafe.Add(ref Unsafe.AsRef(in first), stride), ref result));
        for (nint part = 2; part < parts; part++)
        {
            Vectorized.Map(length, new Pair(in result, in Unsafe.Add(ref Unsafe.AsRef(in first), part * stride), ref result));
        }
    }

    private readonly ref struct Pair(ref readonly float left, ref readonly float right, ref float sum) : IMapBody
    {
        private readonly ref readonly float _left = ref left;
        private readonly ref readonly float _right = ref right;
        private readonly ref float _sum = ref sum;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Invoke<TLanes>(nint index)
            where TLanes : unmanaged, ILanes<TLanes> =>
            TLanes.Store(TLanes.Load(in _left, index) + TLanes.Load(in _right, index), ref _sum, index);
    }
}
