using System.Globalization;
using System.Runtime.Intrinsics;
using System.Text.Json;

namespace Gmnm.Benchmarks.Native;

/// <summary>The results as text, and for machines.</summary>
internal static class Report
{
    private const int NameWidth = 50;
    private const double LeastRatio = 0.9;

    public static void PrintHeader(bool isCompared)
    {
        Console.WriteLine($"AVX-512 {(Vector512.IsHardwareAccelerated ? "on" : "off")}; processor time where there is one thread");
        Console.WriteLine($"{"",-NameWidth}{"µs",12}{"GFLOP/s",9}{"bytes",7}{(isCompared ? $"{"native µs",12}{"this ÷ native",15}" : "")}");
    }

    public static void Print(Timing timing)
    {
        var other = timing.Other is { } native
            ? Text($"{native,12:F2}{timing.Microseconds / native,15:F2}{(timing.Microseconds / native < LeastRatio ? "  native is slow" : "")}")
            : "";
        Console.WriteLine(Text(
            $"{timing.Workload.Name,-NameWidth}{timing.Microseconds,12:F2}{timing.Rate / 1e9,9:F1}{timing.AllocatedBytes,7:F0}{other}"));
    }

    public static void Write(string path, IEnumerable<Timing> timings)
    {
        using var file = File.Create(path);
        using var json = new Utf8JsonWriter(file);
        json.WriteStartArray();
        foreach (var timing in timings)
        {
            json.WriteStartObject();
            json.WriteString("name", timing.Workload.Name);
            json.WriteNumber("microseconds", timing.Microseconds);
            json.WriteNumber("operationsPerSecond", timing.Rate);
            json.WriteNumber("allocatedBytes", timing.AllocatedBytes);
            if (timing.Other is { } native)
            {
                json.WriteNumber("nativeMicroseconds", native);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
