using System.Globalization;
using System.Runtime.Intrinsics;

namespace Gmnm.Benchmarks.Rates;

/// <summary>What the kernels reach on this machine, as a table for the documentation.</summary>
internal static class RateReport
{
    private const int RoundsOfEach = 25;

    /// <summary>Prints the best round of each kernel, in a warm process.</summary>
    public static void Run()
    {
        var bits = Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128;
        Console.WriteLine($"| work | µs | in vectors of {bits} bits |");
        Console.WriteLine("|---|---|---|");
        Parallelism.Threads = 1;
        foreach (var kernel in ProductRates.All.Concat(GaussianRates.All).Concat(FunctionRates.All))
        {
            var calls = Rounds.Calls(kernel);
            var best = Enumerable.Range(0, RoundsOfEach).Min(_ => Rounds.Microseconds(kernel, calls));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"| {kernel.Name} | {best:F2} | {kernel.Rate(best):G3} G{kernel.Unit}/s |"));
        }
    }

    /// <summary>Memory with random numbers.</summary>
    public static AlignedBuffer Filled(int length, float scale = 1)
    {
        var buffer = new AlignedBuffer(length);
        var values = Numbers.Normal(length, seed: 1);
        for (var i = 0; i < length; i++)
        {
            buffer.Span[i] = scale * values[i];
        }

        return buffer;
    }
}
