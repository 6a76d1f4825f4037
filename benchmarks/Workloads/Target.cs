namespace Gmnm.Benchmarks;

/// <summary>What a workload is to reach.</summary>
/// <param name="Of">A peer, whose time is divided by ours, or a limit of the machine.</param>
/// <param name="AtLeast">The ratio, or the share of the limit.</param>
internal sealed record Target(Measure Of, double AtLeast);
