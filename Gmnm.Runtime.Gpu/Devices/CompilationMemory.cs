using System.Runtime;

namespace Gmnm.Gpu;

/// <summary>
/// Memory in which kernels compile without collections. What ILGPU makes of a kernel lives until the kernel is done, on each
/// thread, so a collection stops all of them, copies much and frees little. One comes at the end: the runtime takes new memory
/// for each network, and would count what the last one left as old.
/// </summary>
internal static class CompilationMemory
{
    /// <summary>Enough for the networks of the benchmark. Room that is not used is not touched.</summary>
    private const long Most = 1L << 30;

    /// <summary>Of the memory that the process may have.</summary>
    private const int Share = 4;

    /// <summary>Takes the memory. False where there is none, or where the program has a region of its own: then all is as always.</summary>
    public static bool TryTake()
    {
        try
        {
            return GC.TryStartNoGCRegion(Math.Min(Most, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / Share), disallowFullBlockingGC: true);
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentOutOfRangeException)
        {
            return false;
        }
    }

    /// <summary>Gives it back. The runtime may have done so before: where it was not enough, or the program asked for a collection.</summary>
    public static void Release()
    {
        try
        {
            if (GCSettings.LatencyMode == GCLatencyMode.NoGCRegion)
            {
                GC.EndNoGCRegion();
                GC.Collect(0);
            }
        }
        catch (InvalidOperationException)
        {
        }
    }
}
