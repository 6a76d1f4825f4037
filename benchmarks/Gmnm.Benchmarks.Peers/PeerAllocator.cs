using System.Runtime.InteropServices;

namespace Gmnm.Benchmarks.Peers;

/// <summary>
/// Lets the peers keep the memory that they free. By default the C library gives a large block back to the system at once, and
/// each call of a peer then waits for fresh pages: up to half of its time.
/// </summary>
internal static partial class PeerAllocator
{
    private const int TrimThreshold = -1;
    private const int MapThreshold = -3;

    public static void KeepFreedMemory()
    {
        _ = SetOption(TrimThreshold, int.MaxValue);
        _ = SetOption(MapThreshold, int.MaxValue);
    }

    [LibraryImport("libc", EntryPoint = "mallopt")]
    private static partial int SetOption(int option, int value);
}
