using System.Diagnostics;

namespace Gmnm.Benchmarks.Gpu;

/// <summary>Times calls that a device works on: medians of rounds of at least 10 ms each.</summary>
/// <param name="quick">Whether each call is made once.</param>
internal sealed class Stopwatches(bool quick)
{
    private const int WarmUp = 5;
    private const int Rounds = 15;
    private const int MostCalls = 500;
    private static readonly TimeSpan s_round = TimeSpan.FromMilliseconds(10);

    /// <summary>Microseconds of a call.</summary>
    /// <param name="call">Launches.</param>
    /// <param name="wait">Waits for the device.</param>
    public double Median(Action call, Action wait)
    {
        if (quick)
        {
            return Round(1, call, wait);
        }

        for (var index = 0; index < WarmUp; index++)
        {
            call();
        }

        wait();
        var calls = Math.Clamp((int)(s_round.TotalMicroseconds / Round(WarmUp, call, wait)), 1, MostCalls);
        var times = new double[Rounds];
        for (var index = 0; index < Rounds; index++)
        {
            times[index] = Round(calls, call, wait);
        }

        Array.Sort(times);
        return times[Rounds / 2];
    }

    private static double Round(int calls, Action call, Action wait)
    {
        var start = Stopwatch.GetTimestamp();
        for (var index = 0; index < calls; index++)
        {
            call();
        }

        wait();
        return Stopwatch.GetElapsedTime(start).TotalMicroseconds / calls;
    }
}
