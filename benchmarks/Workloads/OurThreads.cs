namespace Gmnm.Benchmarks;

/// <summary>How many threads this library uses.</summary>
internal static class OurThreads
{
    /// <summary>Sets it for the calls that follow.</summary>
    public static void Set(int count) => Parallelism.Threads = count;
}
