using System.Collections.Immutable;

namespace Gmnm.Generators.Memory;

/// <summary>A block of memory that is needed from one group to another.</summary>
internal readonly record struct Interval(int Node, int Length, int First, int Last);

/// <summary>Places blocks so that those alive together do not overlap: large ones first, each as low as it fits.</summary>
internal static class IntervalPacking
{
    public static (ImmutableDictionary<int, int> Offsets, int Length) Pack(IEnumerable<Interval> intervals)
    {
        var placed = new List<(Interval Interval, int Offset)>();
        foreach (var interval in intervals.OrderByDescending(static i => i.Length).ThenBy(static i => i.Node))
        {
            var offset = 0;
            foreach (var (other, start) in placed)
            {
                if (other.First > interval.Last || interval.First > other.Last)
                {
                    continue;
                }

                if (offset + interval.Length <= start)
                {
                    break;
                }

                offset = Math.Max(offset, checked(start + other.Length));
            }

            // Kept in the order of their offsets.
            var place = placed.FindLastIndex(p => p.Offset <= offset) + 1;
            placed.Insert(place, (interval, offset));
        }

        return (
            placed.ToImmutableDictionary(static p => p.Interval.Node, static p => p.Offset),
            placed.Count == 0 ? 0 : placed.Max(static p => checked(p.Offset + p.Interval.Length)));
    }
}
