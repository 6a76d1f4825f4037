namespace Gmnm.Benchmarks;

/// <summary>The same work on several threads at once.</summary>
internal static class Parallel
{
    private const int Repetitions = 7;

    /// <summary>Seconds of the fastest of a few repetitions, from the first thread's start to the last one's end.</summary>
    /// <param name="threads">How many threads, this one among them.</param>
    /// <param name="work">Takes the thread's number; gives something that depends on all it computed.</param>
    public static double FastestSeconds(int threads, Func<int, float> work)
    {
        var fastest = double.PositiveInfinity;
        for (var repetition = 0; repetition < Repetitions; repetition++)
        {
            fastest = Math.Min(fastest, Seconds(threads, work));
        }

        return fastest;
    }

    private static double Seconds(int threads, Func<int, float> work)
    {
        using var ready = new Barrier(threads);
        var start = 0.0;
        var results = new float[threads];
        void Work(int thread)
        {
            ready.SignalAndWait();
            Interlocked.CompareExchange(ref start, ProcessorClock.Seconds(), 0);
            results[thread] = work(thread);
        }

        Thread[] others = [.. Enumerable.Range(1, threads - 1).Select(thread => new Thread(() => Work(thread)))];
        Array.ForEach(others, static other => other.Start());
        Work(0);
        Array.ForEach(others, static other => other.Join());
        return ProcessorClock.Seconds() - start;
    }
}
