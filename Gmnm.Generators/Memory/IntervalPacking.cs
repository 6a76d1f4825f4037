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
            foreach (var (other, start) in placed
                .Where(p => p.Interval.First <= interval.Last && interval.First <= p.Interval.Last)
                .OrderBy(static p => p.Offset))
            {
                if (offset + interval.Length <= start)
                {
                    break;
                }

                offset = Math.Max(offset, checked(start + other.Length));
            }

            placed.Add((interval, offset));
        }

        return (
            placed.ToImmutableDictionary(static p => p.Interval.Node, static p => p.Offset),
            placed.Count == 0 ? 0 : placed.Max(static p => checked(p.Offset + p.Interval.Length)));
    }
}
