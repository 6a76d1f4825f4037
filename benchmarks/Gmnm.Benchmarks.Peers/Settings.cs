using System.Runtime.Intrinsics;

namespace Gmnm.Benchmarks.Peers;

/// <summary>How everything is measured, and what is then asked of a workload.</summary>
/// <param name="Rounds">Rounds of the contenders in turn.</param>
/// <param name="Threads">Threads of each contender.</param>
internal sealed record Settings(int Rounds, int Threads)
{
    private const double MultiplyAddsWorthAThread = 5e5;
    private const int MostThreads = 2;
    private const double SpeedupOfTwoThreads = 1.8;

    public static Settings From(CommandLine options) => new(
        options.Number("--rounds", fallback: 11, least: 1),
        options.Number("--threads", fallback: 1, least: 1) is var threads and <= MostThreads
            ? threads
            : throw new UserErrorException($"--threads needs 1 or {MostThreads}."));

    /// <summary>Whether a workload is large enough to be held against itself on one thread.</summary>
    public bool ComparesThreads(Workload workload) => Threads > 1 && workload.MultiplyAdds >= MultiplyAddsWorthAThread;

    /// <summary>The workload's targets; without AVX-512 nobody may be faster; with threads the speed-up counts.</summary>
    public IReadOnlyList<Target> Targets(Workload workload)
    {
        if (Threads > 1)
        {
            return ComparesThreads(workload) ? [new(Measure.OneThread, SpeedupOfTwoThreads)] : [];
        }

        return Vector512.IsHardwareAccelerated
            ? workload.Targets
            : [.. workload.Targets.Select(static target => target with { AtLeast = Math.Min(target.AtLeast, 1) })];
    }
}
