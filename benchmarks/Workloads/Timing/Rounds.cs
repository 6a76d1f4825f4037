namespace Gmnm.Benchmarks;

/// <summary>Times contenders in turn, so that a change of the machine's speed meets all of them.</summary>
internal static class Rounds
{
    private const double RoundSeconds = 0.02;
    private const double WarmUpSeconds = 0.15;
    private const int PauseMilliseconds = 300;

    /// <summary>
    /// Median microseconds of a call of each contender. Where several threads are timed, a pause comes before each round: threads of the
    /// contender before, which look for work for up to 0.2 s, would have one of the processors.
    /// </summary>
    public static double[] Run(IReadOnlyList<Contender> contenders, int rounds)
    {
        var calls = contenders.Select(Calls).ToArray();
        var times = contenders.Select(_ => new double[rounds]).ToArray();
        for (var round = 0; round < rounds; round++)
        {
            for (var i = 0; i < calls.Length; i++)
            {
                if (!ProcessorClock.CountsProcessorTime)
                {
                    Thread.Sleep(PauseMilliseconds);
                    _ = Microseconds(contenders[i], 1 + (calls[i] / 10));
                }

                times[i][round] = Microseconds(contenders[i], calls[i]);
            }
        }

        return [.. times.Select(Median)];
    }

    /// <summary>
    /// Warms up, and gives the number of calls that fill a round. In the pause the just-in-time compiler optimizes what was called often:
    /// it waits for a tenth of a second in which nothing new is compiled.
    /// </summary>
    public static int Calls(Contender contender)
    {
        contender.Prepare();
        _ = CallsPerSecond(contender);
        Thread.Sleep(PauseMilliseconds);
        return (int)Math.Ceiling(CallsPerSecond(contender) * RoundSeconds);
    }

    private static double CallsPerSecond(Contender contender)
    {
        var start = ProcessorClock.Seconds();
        var calls = 0;
        double seconds;
        do
        {
            contender.Call();
            calls++;
            seconds = ProcessorClock.Seconds() - start;
        }
        while (seconds < WarmUpSeconds);

        return calls / seconds;
    }

    /// <summary>Microseconds of a call, of <paramref name="calls"/> without a break.</summary>
    public static double Microseconds(Contender contender, int calls)
    {
        contender.Prepare();
        var start = ProcessorClock.Seconds();
        for (var i = 0; i < calls; i++)
        {
            contender.Call();
        }

        return 1e6 * (ProcessorClock.Seconds() - start) / calls;
    }

    /// <summary>Bytes that a call allocates on the managed heap.</summary>
    public static double AllocatedBytes(Contender contender)
    {
        const int Calls = 10;
        contender.Prepare();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Calls; i++)
        {
            contender.Call();
        }

        return (GC.GetAllocatedBytesForCurrentThread() - before) / (double)Calls;
    }

    public static double Median(double[] values) => values.Order().ElementAt(values.Length / 2);
}
