using System.Collections.Immutable;

namespace Gmnm.Generators.Scheduling;

/// <summary>How the threads of a run share a group.</summary>
internal abstract record Sharing
{
    /// <summary>One thread does it.</summary>
    internal sealed record OneThread : Sharing;

    /// <summary>Each thread has its samples: every result has a row for each sample, which depends on that sample alone.</summary>
    internal sealed record Samples : Sharing;

    /// <summary>Each thread has its samples, part by part, and each part sums for itself.</summary>
    /// <param name="Sums">The results that are summed over the batch.</param>
    internal sealed record Parts(ImmutableArray<int> Sums) : Sharing;

    /// <summary>Each thread has a range of the results' rows (or columns) and reads the whole batch.</summary>
    /// <param name="Count">How many there are.</param>
    /// <param name="Multiple">Ranges are multiples of this.</param>
    /// <param name="OfColumns">Whether they are columns.</param>
    /// <param name="Strides">For each node in memory that the group touches the floats from one to the next.</param>
    internal sealed record Range(int Count, int Multiple, bool OfColumns, ImmutableDictionary<int, int> Strides) : Sharing;
}
