namespace Gmnm.Benchmarks.Native;

/// <summary>What was measured of a workload.</summary>
/// <param name="Workload">What was run.</param>
/// <param name="Microseconds">Median of a call in this process.</param>
/// <param name="Other">Median of the other program, where there is one.</param>
/// <param name="AllocatedBytes">Managed bytes that a call allocates.</param>
internal sealed record Timing(Workload Workload, double Microseconds, double? Other, double AllocatedBytes)
{
    /// <summary>Operations a second, two for a multiply-add.</summary>
    public double Rate => 2e6 * Workload.MultiplyAdds / Microseconds;

    public static Timing Measure(Workload workload, int rounds, RoundClient? other)
    {
        var timed = new TimedWorkload(workload);
        var (times, others) = (new double[rounds], new double[rounds]);
        for (var round = 0; round < rounds; round++)
        {
            times[round] = timed.Round();
            others[round] = other?.Round(workload.Name) ?? 0;
        }

        return new Timing(
            workload, Rounds.Median(times), other is null ? null : Rounds.Median(others), timed.AllocatedBytes());
    }
}
