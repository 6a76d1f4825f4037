namespace Gmnm.Benchmarks.Peers;

/// <summary>How everything is measured.</summary>
/// <param name="Rounds">Rounds of the contenders in turn.</param>
/// <param name="Threads">Threads of each contender.</param>
internal sealed record Settings(int Rounds, int Threads);
