using System.Runtime.CompilerServices;

namespace Gmnm;

/// <summary>
/// Workspaces of one length that threads rent and return. Never blocks; allocates only when more are rented at once
/// than ever before.
/// </summary>
public sealed class WorkspacePool
{
    private const int SlotsPerSegment = 16;
    private readonly Segment _first = new();

    /// <summary>Makes an empty pool of workspaces of <paramref name="length"/> floats.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is negative.</exception>
    public WorkspacePool(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        Length = length;
    }

    /// <summary>Floats in each workspace.</summary>
    public int Length { get; }

    /// <summary>A workspace for the caller alone, until it gives it to <see cref="Return"/>. Its contents are arbitrary.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public AlignedBuffer Rent()
    {
        var start = Environment.CurrentManagedThreadId;
        for (var segment = _first; segment is not null; segment = Volatile.Read(ref segment.Next))
        {
            for (var i = 0; i < SlotsPerSegment; i++)
            {
                ref var slot = ref segment.Slot(start + i);
                if (Volatile.Read(ref slot) is not null && Interlocked.Exchange(ref slot, null) is { } workspace)
                {
                    return workspace;
                }
            }
        }

        return new AlignedBuffer(Length);
    }

    /// <summary>Gives a workspace back. The caller must not use it afterwards.</summary>
    /// <exception cref="ArgumentException">It has another length than this pool's.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Return(AlignedBuffer workspace)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        if (workspace.Length != Length)
        {
            throw new ArgumentException($"A workspace of {workspace.Length} floats is not from this pool of {Length}.", nameof(workspace));
        }

        var start = Environment.CurrentManagedThreadId;
        var segment = _first;
        while (true)
        {
            for (var i = 0; i < SlotsPerSegment; i++)
            {
                ref var slot = ref segment.Slot(start + i);
                if (Volatile.Read(ref slot) is null && Interlocked.CompareExchange(ref slot, workspace, null) is null)
                {
                    return;
                }
            }

            if (Volatile.Read(ref segment.Next) is null)
            {
                Interlocked.CompareExchange(ref segment.Next, new Segment(), null);
            }

            segment = segment.Next!;
        }
    }

    /// <summary>A fixed number of slots and the next segment. A thread begins at a slot of its own, to keep out of others' way.</summary>
    private sealed class Segment
    {
        private readonly AlignedBuffer?[] _slots = new AlignedBuffer?[SlotsPerSegment];

        public Segment? Next;

        public ref AlignedBuffer? Slot(int index) => ref _slots[index & (SlotsPerSegment - 1)];
    }
}
