using System.Text.Json;

namespace Gmnm.Benchmarks.Gpu;

/// <summary>Everything that a run found, for machines.</summary>
/// <param name="Device">Name of the device.</param>
/// <param name="StartMilliseconds">From opening the device to the end of the first step.</param>
/// <param name="Limits">What the device reaches at best.</param>
/// <param name="Agreements">Comparisons with the processor.</param>
/// <param name="Networks">Times.</param>
internal sealed record GpuReport(
    string Device, double StartMilliseconds, DeviceLimits Limits, IReadOnlyList<NetworkAgreement> Agreements, IReadOnlyList<NetworkTimes> Networks)
{
    private static readonly JsonSerializerOptions s_options = new()
    {
        WriteIndented = true,
        NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    public void Save(string path) => File.WriteAllText(path, JsonSerializer.Serialize(this, s_options));
}
