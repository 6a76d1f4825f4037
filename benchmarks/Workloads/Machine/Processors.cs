using System.Diagnostics;

namespace Gmnm.Benchmarks;

/// <summary>The processors that this process runs on.</summary>
internal static class Processors
{
    /// <summary>Keeps this process on the last <paramref name="count"/> of the processors that it may use.</summary>
    public static void Pin(int count)
    {
        if (!OperatingSystem.IsLinux() && !OperatingSystem.IsWindows())
        {
            return;
        }

        using var process = Process.GetCurrentProcess();
        var allowed = (ulong)process.ProcessorAffinity;
        var chosen = 0UL;
        for (var left = count; left > 0; left--)
        {
            if (allowed == 0)
            {
                throw new UserErrorException($"there are fewer than {count} processors for {count} threads.");
            }

            var highest = 1UL << (int)ulong.Log2(allowed);
            chosen |= highest;
            allowed &= ~highest;
        }

        process.ProcessorAffinity = (nint)chosen;
    }
}
