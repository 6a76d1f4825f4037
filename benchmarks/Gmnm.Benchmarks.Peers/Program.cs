using Gmnm.Benchmarks;
using Gmnm.Benchmarks.Peers;
using Gmnm.Benchmarks.Peers.C;
using Gmnm.Benchmarks.Peers.Report;

return new CommandLine(
    "Gmnm.Benchmarks.Peers",
    "times this library beside ONNX Runtime, TorchSharp and C, on the same numbers and in one process.",
    new CommandOption("--filter", "TEXT", "Only workloads whose name contains this."),
    new CommandOption("--rounds", "N", "Rounds of which the median is taken; 11 by default."),
    new CommandOption("--threads", "N", "1, the default, or 2 threads for each.")).Run(args, Main);

static void Main(CommandLine options)
{
    var settings = new Settings(options.Number("--rounds", fallback: 11, least: 1), options.Number("--threads", fallback: 1, least: 1));
    var filter = options.Text("--filter") ?? "";
    Processors.Pin(settings.Threads);
    if (CLibrary.Load() is { } reason)
    {
        Console.WriteLine($"The column of C stays empty: {reason}.");
    }

    TorchSharp.torch.set_num_threads(settings.Threads);
    TorchSharp.torch.set_num_interop_threads(1);
    var limits = MachineLimits.Measure(settings.Threads);
    Table.PrintLimits(limits, settings.Threads);
    Table.PrintHeader();
    var comparison = new Comparison(settings, limits);
    foreach (var workload in Catalogue.All().Where(workload => workload.Name.Contains(filter, StringComparison.OrdinalIgnoreCase)))
    {
        Table.Print(comparison.Run(workload));
    }
}
