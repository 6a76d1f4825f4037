namespace Gmnm.Benchmarks.Native;

/// <summary>A workload that has been warmed up.</summary>
internal sealed class TimedWorkload
{
    /// <summary>So that thousands of steps on one batch leave the numbers as they are.</summary>
    private const double LearningRate = 1e-7;

    private readonly Contender _ours;
    private readonly int _calls;

    public TimedWorkload(Workload workload)
    {
        Name = workload.Name;
        _ours = workload.Ours(LearningRate);
        _calls = Rounds.Calls(_ours);
    }

    public string Name { get; }

    /// <summary>Microseconds of a call, of one round of calls.</summary>
    public double Round() => Rounds.Microseconds(_ours, _calls);

    public double AllocatedBytes() => Rounds.AllocatedBytes(_ours);
}
