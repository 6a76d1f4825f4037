using Gmnm.Numerics;

namespace Gmnm.Threading;

/// <summary>An elementwise loop over long memory, shared by threads: each element is the same to the bit whoever computes it.</summary>
internal static class SharedMap
{
    /// <summary>Elements that are worth a thread: some microseconds of memory.</summary>
    private const int PartLength = 1 << 15;

    /// <summary>Runs <paramref name="body"/> over the indices 0 to <paramref name="length"/> - 1.</summary>
    internal static void Run<TBody>(int length, TBody body)
        where TBody : struct, IMapBody, allows ref struct
    {
        var work = new Work<TBody> { Length = length, Body = body };
        Team.Run(ref work);
    }

    private ref struct Work<TBody> : ISharedWork
        where TBody : struct, IMapBody, allows ref struct
    {
        public int Length;

        public TBody Body;

        public readonly int Parts => Share.PartsOf(Length, PartLength);

        public readonly nint Rows => Length;

        public readonly int ScratchLength => 0;

        public readonly void Run(in Share share)
        {
            var (first, count) = share.Range(Length, 1024);
            Vectorized.Map(first, first + count, Body);
        }
    }
}
