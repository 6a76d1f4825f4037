using System.Globalization;
using System.Runtime.Intrinsics;

namespace Gmnm.Benchmarks.Peers.Report;

/// <summary>The results as text.</summary>
internal static class Table
{
    private const int NameWidth = 50;
    private const string LoadFile = "/proc/loadavg";

    public static void PrintLimits(MachineLimits limits, int threads)
    {
        Print($"machine with a load of {Load()}, threads used: {threads}; multiply-adds {limits.Peak512 / 1e9:F0} GFLOP/s in 512 bits, {limits.Peak256 / 1e9:F0} in 256");
        Print($"reads in GB/s: {string.Join(", ", limits.Reads.Select(level => Text($"{level.Name} {level.BytesPerSecond / 1e9:F0}")))}; four streams read and three written {limits.Update / 1e9:F1}");
        Console.WriteLine();
    }

    public static void PrintHeader() => Console.WriteLine(
        $"{"",-NameWidth}{"ours µs",12}{"ORT ×",8}{"Torch ×",9}{"C ×",7}{"1 thread ×",12}{"GFLOP/s",9}{"peak",7}{"stream",8}{"bytes",7}  targets");

    public static void Print(Row row)
    {
        Print(
            $"{row.Workload.Name,-NameWidth}{row.Microseconds,12:F2}{Ratio(row, Measure.OnnxRuntime),8}{Ratio(row, Measure.Torch),9}{Ratio(row, Measure.C),7}{Ratio(row, Measure.OneThread),12}{row.Rate / 1e9,9:F1}{row.ShareOfPeak,7:P0}{Share(row.ShareOfBandwidth),8}{row.AllocatedBytes,7:F0}  {Targets(row)}");
        foreach (var peer in row.Peers.Where(static peer => peer.Microseconds is null))
        {
            Print($"    {peer.Measure} disagrees by {peer.Difference:G2}, more than {row.Workload.Tolerance}: not timed");
        }
    }

    public static void PrintNotes(Settings settings)
    {
        Console.WriteLine();
        Console.WriteLine($"×: time of the peer divided by ours, medians of {settings.Rounds} rounds in turn; peak: share of the multiply-add peak; stream: share of the bandwidth of the memory that the data streams from.");
        Console.WriteLine(ProcessorClock.CountsProcessorTime
            ? "Times are processor time of the one thread: other programs cost caches and memory, but no time slices."
            : "Times are what the clock says: other programs count.");
        if (!Vector512.IsHardwareAccelerated)
        {
            Console.WriteLine("AVX-512 is off, for TorchSharp and C too. ONNX Runtime has no switch and uses it where the processor has it.");
        }
    }

    /// <summary>How many programs ran in the last minute.</summary>
    private static string Load() => File.Exists(LoadFile) ? File.ReadAllText(LoadFile).Split(' ')[0] : "?";

    private static string Ratio(Row row, Measure measure) => row.Value(measure) is { } ratio ? Text($"{ratio:F2}") : "";

    private static string Share(double? share) => share is { } value ? Text($"{value:P0}") : "";

    private static string Targets(Row row) => string.Join(", ", row.Targets.Select(target => row.Value(target.Of) switch
    {
        null => Text($"{target.Of} not measured"),
        var value => Text($"{target.Of} {target.AtLeast} {(value >= target.AtLeast ? "met" : "MISSED")}"),
    }));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static void Print(FormattableString text) => Console.WriteLine(Text(text));
}
