using System.Runtime.CompilerServices;
using Gmnm.Numerics;

namespace Gmnm.Threading;

/// <summary>An elementwise loop over long memory, shared by threads: each element is the same to the bit whoever computes it.</summary>
internal static class SharedMap
{
    /// <summary>Elements that are worth a thread: some microseconds of memory.</summary>
    private const int PartLength = 1 << 15;

    /// <summary>Runs <paramref name="body"/> over the indices 0 to <paramref name="length"/> - 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Run<TBody>(int length, TBody body)
        where TBody : struct, IMapBody, allows ref struct
    {
        RunRange(length, new Elements<TBody> { Body = body });
    }

    /// <summary>The same with a loop of the body's own.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void RunRange<TBody>(int length, TBody body)
        where TBody : struct, IRangeBody, allows ref struct
    {
        var work = new Work<TBody> { Length = length, Body = body };
        Team.Run(ref work);
    }

    private ref struct Elements<TBody> : IRangeBody
        where TBody : struct, IMapBody, allows ref struct
    {
        public TBody Body;

        public readonly nint Invoke<TLanes>(nint index, nint end)
            where TLanes : unmanaged, ILanes<TLanes> =>
            Vectorized.Map<TBody, TLanes>(index, end, Body);
    }

    private ref struct Work<TBody> : ISharedWork
        where TBody : struct, IRangeBody, allows ref struct
    {
        public int Length;

        public TBody Body;

        public static bool Meets => false;

        public readonly int Parts => ThreadShare.PartsOf(Length, PartLength);

        public readonly nint Rows => Length;

        public readonly int ScratchLength => 0;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run(in ThreadShare share)
        {
            var (first, count) = share.Range(Length, 1024);
            Vectorized.MapRange(first, first + count, Body);
        }
    }
}
