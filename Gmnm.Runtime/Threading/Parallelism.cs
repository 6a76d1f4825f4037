using System.Globalization;

namespace Gmnm;

/// <summary>
/// How many threads predictions and training steps use. Their number changes no result: the same seed gives the same
/// parameters to the bit with one thread and with many.
/// </summary>
public static class Parallelism
{
    /// <summary>The most threads that <see cref="Threads"/> takes.</summary>
    public const int MostThreads = 256;

    private static int s_threads = Initial(Environment.GetEnvironmentVariable("GMNM_THREADS"));

    /// <summary>
    /// Threads for one prediction or training step, the caller's among them: at the start the variable
    /// <c>GMNM_THREADS</c> of the environment where it is a number in range, else the processors of the machine. Small
    /// batches use fewer, and a call that comes while another one has the threads uses the caller's alone.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not from 1 to <see cref="MostThreads"/>.</exception>
    public static int Threads
    {
        get => Volatile.Read(ref s_threads);
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, MostThreads);
            Volatile.Write(ref s_threads, value);
        }
    }

    /// <summary>The number of threads that a process starts with.</summary>
    internal static int Initial(string? variable) =>
        int.TryParse(variable, NumberStyles.None, CultureInfo.InvariantCulture, out var threads) && threads is >= 1 and <= MostThreads
            ? threads
            : Math.Min(Environment.ProcessorCount, MostThreads);
}
