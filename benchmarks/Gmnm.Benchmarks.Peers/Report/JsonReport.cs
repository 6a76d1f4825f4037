using System.Text.Json;

namespace Gmnm.Benchmarks.Peers.Report;

/// <summary>The results for machines. Times in microseconds, rates in operations or bytes a second.</summary>
internal static class JsonReport
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true };

    public static void Write(string path, Settings settings, MachineLimits limits, IEnumerable<Row> rows)
    {
        using var file = File.Create(path);
        using var json = new Utf8JsonWriter(file, Indented);
        json.WriteStartObject();
        json.WriteNumber("threads", settings.Threads);
        json.WriteNumber("rounds", settings.Rounds);
        WriteLimits(json, limits);
        json.WriteStartArray("workloads");
        foreach (var row in rows)
        {
            WriteRow(json, row);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteLimits(Utf8JsonWriter json, MachineLimits limits)
    {
        json.WriteStartObject("machine");
        json.WriteNumber("multiplyAddPeak256", limits.Peak256);
        json.WriteNumber("multiplyAddPeak512", limits.Peak512);
        json.WriteNumber("updateBandwidth", limits.Update);
        json.WriteStartObject("readBandwidth");
        foreach (var level in limits.Reads)
        {
            json.WriteNumber(level.Name, level.BytesPerSecond);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteRow(Utf8JsonWriter json, Row row)
    {
        json.WriteStartObject();
        json.WriteString("name", row.Workload.Name);
        json.WriteNumber("microseconds", row.Microseconds);
        WriteNumber(json, "oneThreadMicroseconds", row.OneThread);
        json.WriteNumber("operationsPerSecond", row.Rate);
        json.WriteNumber("shareOfPeak", row.ShareOfPeak);
        WriteNumber(json, "shareOfBandwidth", row.ShareOfBandwidth);
        json.WriteNumber("allocatedBytes", row.AllocatedBytes);
        json.WriteStartArray("peers");
        foreach (var peer in row.Peers)
        {
            json.WriteStartObject();
            json.WriteString("name", peer.Measure.ToString());
            json.WriteNumber("difference", double.IsFinite(peer.Difference) ? peer.Difference : -1);
            WriteNumber(json, "microseconds", peer.Microseconds);
            WriteNumber(json, "ratio", row.Value(peer.Measure));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("targets");
        foreach (var target in row.Targets)
        {
            json.WriteStartObject();
            json.WriteString("of", target.Of.ToString());
            json.WriteNumber("atLeast", target.AtLeast);
            WriteNumber(json, "reached", row.Value(target.Of));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
    }
}
