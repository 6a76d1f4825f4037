using System.Collections.Immutable;

namespace Gmnm.Generators.Memory;

/// <summary>A block of memory that is needed from one group to another.</summary>
internal readonly record struct Interval(int Node, int Length, int First, int Last)
{
    /// <summary>Stages of a program that threads share: between two meetings nothing is over for all of them at once.</summary>
    public (int First, int Last) Stages { get; init; } = (First, Last);

    /// <summary>Whether each thread writes its samples alone, and whether it also reads no others.</summary>
    public (bool Writes, bool Reads) Own { get; init; }

    /// <summary>Whether both may be needed at once, by the same thread or by two.</summary>
    public bool Overlaps(Interval other) => Stages.First <= other.Stages.Last && other.Stages.First <= Stages.Last;

    /// <summary>
    /// Whether the memory of the one can be exactly that of the other although they overlap: a thread is done with its samples
    /// of the first when it writes those of the second.
    /// </summary>
    public bool CanShare(Interval other) => Length == other.Length
        && ((Last < other.First && Own.Reads && other.Own.Writes) || (other.Last < First && other.Own.Reads && Own.Writes));
}

/// <summary>Places blocks so that those alive together do not overlap: large ones first, each as low as it fits.</summary>
internal static class IntervalPacking
{
    public static (ImmutableDictionary<int, int> Offsets, int Length) Pack(IEnumerable<Interval> intervals)
    {
        var placed = new List<(Interval Interval, int Offset)>();
        foreach (var interval in intervals.OrderByDescending(static i => i.Length).ThenBy(static i => i.Node))
        {
            var offset = Lowest(placed, interval);
            foreach (var (other, start) in placed.Where(p => p.Offset < offset && interval.CanShare(p.Interval)))
            {
                offset = start < offset && Fits(placed, interval, start) ? start : offset;
            }

            // Kept in the order of their offsets.
            var place = placed.FindLastIndex(p => p.Offset <= offset) + 1;
            placed.Insert(place, (interval, offset));
        }

        return (
            placed.ToImmutableDictionary(static p => p.Interval.Node, static p => p.Offset),
            placed.Count == 0 ? 0 : placed.Max(static p => checked(p.Offset + p.Interval.Length)));
    }

    private static int Lowest(List<(Interval Interval, int Offset)> placed, Interval interval)
    {
        var offset = 0;
        foreach (var (other, start) in placed.Where(p => p.Interval.Overlaps(interval)))
        {
            if (offset + interval.Length <= start)
            {
                break;
            }

            offset = Math.Max(offset, checked(start + other.Length));
        }

        return offset;
    }

    private static bool Fits(List<(Interval Interval, int Offset)> placed, Interval interval, int offset) => placed.All(p =>
        !p.Interval.Overlaps(interval) || offset + interval.Length <= p.Offset || p.Offset + p.Interval.Length <= offset
        || (p.Offset == offset && interval.CanShare(p.Interval)));
}
