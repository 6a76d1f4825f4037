namespace Gmnm.Threading;

/// <summary>Work that several threads do together, each its share.</summary>
internal interface ISharedWork
{
    /// <summary>
    /// Whether the threads wait for each other on the way, and so must all have begun. Otherwise shares may follow each other
    /// on one thread.
    /// </summary>
    static abstract bool Meets { get; }

    /// <summary>Parts that the work can be cut into: no more threads are used.</summary>
    int Parts { get; }

    /// <summary>Samples that <see cref="ThreadShare.Samples"/> divides.</summary>
    nint Rows { get; }

    /// <summary>Floats of scratch space that each further thread needs.</summary>
    int ScratchLength { get; }

    /// <summary>Does one thread's share.</summary>
    void Run(in ThreadShare share);
}
