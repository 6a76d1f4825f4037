namespace Gmnm.Benchmarks.Peers.Report;

/// <summary>What a peer did with a workload.</summary>
/// <param name="Measure">Which peer.</param>
/// <param name="Difference">Of its result from ours.</param>
/// <param name="Microseconds">Median; null where the results disagree, and it was not timed.</param>
internal sealed record PeerResult(Measure Measure, double Difference, double? Microseconds);
