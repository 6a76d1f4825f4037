using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Gmnm.Benchmarks;

/// <summary>
/// The processor time of this process: on one thread the time of the work, whatever else the machine does in between. Where
/// work is on several threads the time that passes counts, and the machine should be quiet.
/// </summary>
internal static partial class ProcessorClock
{
    private const int ProcessTime = 2;

    /// <summary>Whether processor time is what <see cref="Seconds"/> gives.</summary>
    public static bool CountsProcessorTime { get; set; } = OperatingSystem.IsLinux();

    /// <summary>Seconds since some moment.</summary>
    public static double Seconds()
    {
        if (!CountsProcessorTime)
        {
            return (double)Stopwatch.GetTimestamp() / Stopwatch.Frequency;
        }

        _ = GetTime(ProcessTime, out var time);
        return time.Seconds + (1e-9 * time.Nanoseconds);
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int GetTime(int clock, out Timespec time);

    private struct Timespec
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
