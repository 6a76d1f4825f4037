using System.Runtime.CompilerServices;
using Gmnm.Numerics;

namespace Gmnm.Benchmarks;

/// <summary>Bytes a second that streaming loops reach, each thread over buffers of its own.</summary>
internal static class MemoryBandwidth
{
    private const int UpdatedFloats = 10_000_000;
    private const int BytesOfAnUpdate = 28;

    /// <summary>Of a buffer of <paramref name="bytes"/> that is read again and again.</summary>
    public static double Read<TLanes>(int bytes, int threads)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var length = bytes / sizeof(float);
        var times = Math.Max(1, (32 << 20) / bytes);
        var buffers = Buffers(threads, 1, length);
        var seconds = Parallel.FastestSeconds(threads, thread => Sum<TLanes>(buffers[thread][0], length, times));
        return (double)bytes * times * threads / seconds;
    }

    /// <summary>Of the traffic of Adam with next to no arithmetic: four streams read, three of them written.</summary>
    public static double Update<TLanes>(int threads)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var length = UpdatedFloats / threads / TLanes.Count * TLanes.Count;
        var buffers = Buffers(threads, 4, length);
        var seconds = Parallel.FastestSeconds(threads, thread => Add<TLanes>(buffers[thread], length));
        return (double)BytesOfAnUpdate * length * threads / seconds;
    }

    private static AlignedBuffer[][] Buffers(int threads, int count, int length)
    {
        var buffers = new AlignedBuffer[threads][];
        for (var thread = 0; thread < threads; thread++)
        {
            buffers[thread] = [.. Enumerable.Range(0, count).Select(_ => new AlignedBuffer(length))];
            Array.ForEach(buffers[thread], static buffer => buffer.Span.Fill(1));
        }

        return buffers;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Sum<TLanes>(AlignedBuffer buffer, nint length, int times)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        ref var start = ref buffer.Start;
        var (a, b, c, d) = (TLanes.Zero, TLanes.Zero, TLanes.Zero, TLanes.Zero);
        for (var time = 0; time < times; time++)
        {
            for (nint i = 0; i < length; i += 4 * TLanes.Count)
            {
                a += TLanes.Load(ref start, i);
                b += TLanes.Load(ref start, i + TLanes.Count);
                c += TLanes.Load(ref start, i + (2 * TLanes.Count));
                d += TLanes.Load(ref start, i + (3 * TLanes.Count));
            }
        }

        return TLanes.Sum(a + b + c + d);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Add<TLanes>(AlignedBuffer[] buffers, nint length)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        ref var addend = ref buffers[0].Start;
        ref var first = ref buffers[1].Start;
        ref var second = ref buffers[2].Start;
        ref var third = ref buffers[3].Start;
        for (nint i = 0; i < length; i += TLanes.Count)
        {
            var value = TLanes.Load(ref addend, i);
            TLanes.Store(TLanes.Load(ref first, i) + value, ref first, i);
            TLanes.Store(TLanes.Load(ref second, i) + value, ref second, i);
            TLanes.Store(TLanes.Load(ref third, i) + value, ref third, i);
        }

        return first;
    }
}
