using System.Globalization;

namespace Gmnm.Benchmarks.Native;

/// <summary>
/// Reads the name of a workload from each line of the standard input, and writes the microseconds of a call, of one round.
/// </summary>
internal static class RoundServer
{
    public static void Run()
    {
        TimedWorkload? current = null;
        while (Console.ReadLine() is { } name)
        {
            if (current?.Name != name)
            {
                current = new TimedWorkload(Catalogue.All().First(workload => workload.Name == name));
            }

            Console.WriteLine(current.Round().ToString("R", CultureInfo.InvariantCulture));
        }
    }
}
