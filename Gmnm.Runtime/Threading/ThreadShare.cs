using System.Runtime.CompilerServices;

namespace Gmnm.Threading;

/// <summary>
/// One thread's share of a run. The batch is cut into parts whose number depends on the batch alone; a thread has some
/// neighbouring parts. Sums over the batch are taken part by part, so their order does not depend on the threads.
/// </summary>
public readonly unsafe struct ThreadShare
{
    /// <summary>Most parts of a batch, and so the most threads that a run uses.</summary>
    internal const int MostParts = 32;

    private readonly Team? _team;
    private readonly float* _scratch;
    private readonly int _thread;
    private readonly int _threads;
    private readonly nint _rows;

    internal ThreadShare(Team? team, int thread, int threads, nint rows, int parts, float* scratch)
    {
        (_team, _thread, _threads, _rows, Parts) = (team, thread, threads, rows, parts);
        _scratch = scratch;
        FirstPart = (int)((long)parts * thread / threads);
        EndPart = (int)((long)parts * (thread + 1) / threads);
    }

    /// <summary>Whether this thread does what one thread must do.</summary>
    public bool IsFirst => _thread == 0;

    /// <summary>Parts of the batch.</summary>
    public int Parts { get; }

    /// <summary>The first part of this thread.</summary>
    internal int FirstPart { get; }

    /// <summary>The part after the last of this thread.</summary>
    internal int EndPart { get; }

    /// <summary>The samples of this thread.</summary>
    public (nint First, nint Count) Samples => Between(FirstPart, EndPart);

    /// <summary>Parts of a batch of <paramref name="rows"/> samples: each has at least <paramref name="partSamples"/>, where there are as many.</summary>
    internal static int PartsOf(nint rows, int partSamples) => (int)nint.Clamp(rows / partSamples, 1, MostParts);

    /// <summary>The parts of this thread, one after the other: number, first sample from the thread's first on, and length.</summary>
    public PartsOfThread OwnParts => new(this);

    /// <summary>The samples of one part.</summary>
    internal (nint First, nint Count) Part(int part) => Between(part, part + 1);

    /// <summary>
    /// This thread's range of <paramref name="count"/> things, in multiples of <paramref name="multiple"/> but for the
    /// last, which takes the rest too.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (nint First, nint Count) Range(nint count, nint multiple)
    {
        var blocks = nint.Max(count / multiple, 1);
        var first = blocks * _thread / _threads * multiple;
        var end = _thread == _threads - 1 ? count : blocks * (_thread + 1) / _threads * multiple;
        return (first, end - first);
    }

    /// <summary>Goes on when all threads of the run have come here: what they wrote before can be read after.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Wait() => _team?.Wait();

    /// <summary>This thread's scratch space: <paramref name="own"/> for the caller's, that of the worker for others.</summary>
    public ref float Scratch(ref float own) => ref _scratch == null ? ref own : ref *_scratch;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private (nint First, nint Count) Between(int part, int end)
    {
        var first = _rows * part / Parts;
        return (first, (_rows * end / Parts) - first);
    }
}
