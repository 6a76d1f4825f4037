using System.Runtime.CompilerServices;

namespace Gmnm.Threading;

/// <summary>Walks the parts of the batch that a thread has.</summary>
public ref struct PartsOfThread
{
    private readonly ThreadShare _share;
    private int _part;

    internal PartsOfThread(ThreadShare share)
    {
        _share = share;
        _part = share.FirstPart - 1;
    }

    /// <summary>Number of the part; its first sample, counted from the thread's first; its samples.</summary>
    public readonly (int Part, nint Start, nint Length) Current
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            var (first, count) = _share.Part(_part);
            return (_part, first - _share.Samples.First, count);
        }
    }

    /// <summary>Goes to the next part; false after the last.</summary>
    public bool MoveNext() => ++_part < _share.EndPart;

    /// <summary>This walk.</summary>
    public readonly PartsOfThread GetEnumerator() => this;
}
