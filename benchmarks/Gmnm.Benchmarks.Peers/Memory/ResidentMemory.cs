using System.Globalization;
using System.Runtime.InteropServices;

namespace Gmnm.Benchmarks.Peers.Memory;

/// <summary>The resident memory of this process, as Linux counts it.</summary>
internal static partial class ResidentMemory
{
    private const string ResetPeak = "5";
    private const int KiB = 1024;

    /// <summary>
    /// Gives back what is free, and measures how much the resident memory grows at most while <paramref name="action"/> runs, less
    /// all managed memory that it takes meanwhile.
    /// </summary>
    /// <returns>Bytes.</returns>
    public static long PeakIncrease(Action action)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        _ = GiveBack(0);
        File.WriteAllText("/proc/self/clear_refs", ResetPeak);
        var managed = GC.GetTotalAllocatedBytes(precise: true);
        var before = Status("VmRSS:");
        action();
        return Status("VmHWM:") - before - (GC.GetTotalAllocatedBytes(precise: true) - managed);
    }

    private static long Status(string name)
    {
        var line = File.ReadLines("/proc/self/status").First(line => line.StartsWith(name, StringComparison.Ordinal));
        return KiB * long.Parse(line[name.Length..].Replace("kB", "", StringComparison.Ordinal).Trim(), CultureInfo.InvariantCulture);
    }

    [LibraryImport("libc", EntryPoint = "malloc_trim")]
    private static partial int GiveBack(nuint kept);
}
