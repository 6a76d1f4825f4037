namespace Gmnm.Benchmarks;

/// <summary>
/// Compares what training changed rather than where it came to. Where a gradient is all rounding, Adam's first steps take its
/// sign, so a single parameter may differ by a whole step.
/// </summary>
internal static class Changes
{
    /// <summary>Euclidean length of the difference, as a share of the length of our change.</summary>
    public static double Difference(ReadOnlySpan<float> start, ReadOnlySpan<float> ours, ReadOnlySpan<float> theirs)
    {
        if (ours.Length != start.Length || theirs.Length != start.Length)
        {
            return double.PositiveInfinity;
        }

        var (difference, change) = (0.0, 0.0);
        for (var i = 0; i < start.Length; i++)
        {
            difference += Math.Pow(ours[i] - (double)theirs[i], 2);
            change += Math.Pow(ours[i] - (double)start[i], 2);
        }

        return Math.Sqrt(difference / change);
    }
}
