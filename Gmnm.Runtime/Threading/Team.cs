using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Gmnm.Threading;

/// <summary>
/// The threads of the process that share work. One run at a time has them; whoever comes meanwhile works alone. A run
/// allocates nothing once its threads and their scratch space are there.
/// </summary>
internal sealed unsafe class Team
{
    private static readonly Team s_shared = new();

    private readonly Counters _counters = new();
    private Worker[] _workers = [];
    private int _threads;

    /// <summary>Does the work with as many threads as are allowed and of use; returns when all of it is done.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Run<TWork>(ref TWork work)
        where TWork : struct, ISharedWork, allows ref struct
    {
        var parts = work.Parts;
        var threads = Math.Min(Parallelism.Threads, parts);
        if (threads == 1 || Interlocked.Exchange(ref s_shared._counters.Busy, 1) != 0)
        {
            work.Run(new ThreadShare(null, 0, 1, work.Rows, parts, null));
            return;
        }

        try
        {
            s_shared.RunTogether(ref work, threads);
        }
        finally
        {
            Volatile.Write(ref s_shared._counters.Busy, 0);
        }
    }

    /// <summary>A barrier of the threads of the current run.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void Wait()
    {
        var phase = Volatile.Read(ref _counters.Phase);
        if (Interlocked.Increment(ref _counters.Arrived) == _threads)
        {
            _counters.Arrived = 0;
            Volatile.Write(ref _counters.Phase, phase + 1);
            return;
        }

        var patience = new Patience();
        while (Volatile.Read(ref _counters.Phase) == phase)
        {
            patience.Once();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void RunTogether<TWork>(ref TWork work, int threads)
        where TWork : struct, ISharedWork, allows ref struct
    {
        Hire(threads - 1);
        _threads = threads;
        Volatile.Write(ref _counters.Remaining, threads - 1);
        for (var i = 0; i < threads - 1; i++)
        {
            _workers[i].Start(&Invoke<TWork>, Unsafe.AsPointer(ref work), work.ScratchLength);
        }

        work.Run(new ThreadShare(this, 0, threads, work.Rows, work.Parts, null));
        for (var i = 0; i < threads - 1 && !TWork.Meets; i++)
        {
            // A thread that still wakes up, or has no processor, is not waited for.
            if (_workers[i].TryTake())
            {
                Invoke<TWork>(this, Unsafe.AsPointer(ref work), i + 1, null);
            }
        }

        var patience = new Patience();
        while (Volatile.Read(ref _counters.Remaining) != 0)
        {
            patience.Once();
        }
    }

    // The caller waits, so that the work stays where it is on the caller's stack.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Invoke<TWork>(Team team, void* state, int thread, float* scratch)
        where TWork : struct, ISharedWork, allows ref struct
    {
        ref var work = ref Unsafe.AsRef<TWork>(state);
        work.Run(new ThreadShare(team, thread, team._threads, work.Rows, work.Parts, scratch));
        Interlocked.Decrement(ref team._counters.Remaining);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Hire(int workers)
    {
        while (_workers.Length < workers)
        {
            _workers = [.. _workers, new Worker(this, _workers.Length + 1)];
        }
    }

    /// <summary>What threads write while others spin on it, each in a cache line of its own.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 640)]
    private sealed class Counters
    {
        [FieldOffset(128)]
        public int Busy;

        [FieldOffset(256)]
        public int Arrived;

        [FieldOffset(384)]
        public int Phase;

        [FieldOffset(512)]
        public int Remaining;
    }
}
