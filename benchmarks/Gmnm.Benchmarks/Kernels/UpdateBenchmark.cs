using BenchmarkDotNet.Attributes;

namespace Gmnm.Benchmarks.Kernels;

/// <summary>AdamW in the second cache, in the third, and in memory.</summary>
public class UpdateBenchmark
{
    private const double LearningRate = 1e-7;
    private Contender? _update;

    [Params(16_384, 262_144, 10_000_000)]
    public int Parameters { get; set; }

    [GlobalSetup]
    public void Allocate() => _update = new UpdateWorkload(Parameters).Ours(LearningRate);

    [Benchmark]
    public void Step() => _update!.Call();
}
