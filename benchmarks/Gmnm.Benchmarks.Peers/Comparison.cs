using Gmnm.Benchmarks.Peers.C;
using Gmnm.Benchmarks.Peers.Onnx;
using Gmnm.Benchmarks.Peers.Report;
using Gmnm.Benchmarks.Peers.Torch;

namespace Gmnm.Benchmarks.Peers;

/// <summary>One workload: results compared first, then all who agree are timed in turn.</summary>
internal sealed class Comparison(Settings settings, MachineLimits limits)
{
    /// <summary>So that results differ enough to be compared.</summary>
    private const double ComparedLearningRate = 1e-3;

    /// <summary>So that thousands of steps on one batch leave the numbers as they are: a loss of 0 would be another workload.</summary>
    private const double TimedLearningRate = 1e-7;

    private static readonly Measure[] Peers = [Measure.OnnxRuntime, Measure.Torch, Measure.C];

    public Row Run(Workload workload)
    {
        var differences = Differences(workload);
        Measure[] agreeing = [.. Peers.Where(peer => differences.TryGetValue(peer, out var difference) && difference <= workload.Tolerance)];
        var ours = new WithThreads(workload.Ours(TimedLearningRate), settings.Threads);
        List<Contender> contenders = [ours, .. agreeing.Select(peer => Create(peer, workload, TimedLearningRate)!)];
        if (settings.ComparesThreads(workload))
        {
            contenders.Add(new WithThreads(workload.Ours(TimedLearningRate), 1));
        }

        var times = Rounds.Run(contenders, settings.Rounds);
        var allocated = Rounds.AllocatedBytes(ours);
        contenders.ForEach(static contender => contender.Dispose());
        return new Row(
            workload,
            times[0],
            allocated,
            [.. differences.Select(difference => new PeerResult(
                difference.Key,
                difference.Value,
                agreeing.Contains(difference.Key) ? times[1 + Array.IndexOf(agreeing, difference.Key)] : null))],
            contenders.Count > 1 + agreeing.Length ? times[^1] : null,
            settings.Targets(workload),
            limits);
    }

    private Dictionary<Measure, double> Differences(Workload workload)
    {
        using var ours = new WithThreads(workload.Ours(ComparedLearningRate), settings.Threads);
        var expected = Result(ours, workload);
        var differences = new Dictionary<Measure, double>();
        foreach (var measure in Peers)
        {
            using var peer = Create(measure, workload, ComparedLearningRate);
            if (peer is not null)
            {
                differences[measure] = workload.Difference(expected, Result(peer, workload));
            }
        }

        return differences;
    }

    private static float[] Result(Contender contender, Workload workload)
    {
        contender.Prepare();
        for (var call = 0; call < workload.ComparedCalls; call++)
        {
            contender.Call();
        }

        return contender.Result();
    }

    private Contender? Create(Measure peer, Workload workload, double learningRate) => peer switch
    {
        Measure.OnnxRuntime => OnnxContenders.Create(workload, settings.Threads),
        Measure.Torch => TorchContenders.Create(workload, learningRate),
        _ => settings.Threads == 1 ? CContenders.Create(workload, learningRate) : null,
    };
}
