using System.Runtime.InteropServices;

namespace Gmnm;

/// <summary>
/// Pages of 2 MB for long buffers, where the system gives them for the asking. A stream through pages of 4 KB stops at each
/// of them, which the update of millions of parameters shows.
/// </summary>
internal static partial class HugePages
{
    private const int PageBytes = 2 << 20, WillBeHuge = 14;

    /// <summary>Asks for them inside of <paramref name="bytes"/> of memory that nobody has written yet; a system without them ignores it.</summary>
    internal static void Advise(nint address, long bytes)
    {
        var (first, end) = ((address + PageBytes - 1) & -(nint)PageBytes, (nint)(address + bytes) & -(nint)PageBytes);
        if (!OperatingSystem.IsLinux() || end <= first)
        {
            return;
        }

        try
        {
            _ = Advise(first, end - first, WillBeHuge);
        }
        catch (DllNotFoundException)
        {
            // A C library of another name: pages stay as they are.
        }
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(nint address, nint bytes, int advice);
}
