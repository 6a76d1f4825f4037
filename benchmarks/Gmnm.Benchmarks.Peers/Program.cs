using Gmnm.Benchmarks;
using Gmnm.Benchmarks.Peers;
using Gmnm.Benchmarks.Peers.C;
using Gmnm.Benchmarks.Peers.Memory;
using Gmnm.Benchmarks.Peers.Report;

var exitCode = 0;
var failure = new CommandLine(
    "Gmnm.Benchmarks.Peers",
    "times this library beside ONNX Runtime, TorchSharp and C, on the same numbers and in one process.",
    new CommandOption("--filter", "TEXT", "Only workloads whose name contains this."),
    new CommandOption("--rounds", "N", "Rounds of which the median is taken; 11 by default."),
    new CommandOption("--threads", "N", "Threads of everyone: 1, the default, or 2."),
    new CommandOption("--no-avx512", null, "Switches 512-bit vectors off, for everyone who has a switch."),
    new CommandOption("--default-allocator", null, "Leaves the C library's allocator as it is, which costs TorchSharp time."),
    new CommandOption("--memory", null, "Compares the memory of training instead."),
    new CommandOption("--memory-of", "NAME", "The other process of --memory."),
    new CommandOption("--json", "FILE", "Writes the results for machines too.")).Run(args, Main);
return failure == 0 ? exitCode : failure;

void Main(CommandLine options)
{
    if (NarrowProcess.IsNeeded(options))
    {
        exitCode = NarrowProcess.Run(args);
        return;
    }

    var settings = Settings.From(options);
    ProcessorClock.CountsProcessorTime &= settings.Threads == 1;
    Processors.Pin(settings.Threads);
    TorchSharp.torch.set_num_threads(settings.Threads);
    TorchSharp.torch.set_num_interop_threads(1);
    if (options.Text("--memory-of") is { } name)
    {
        MemoryComparison.Measure(Catalogue.Filtered(name).First());
        return;
    }

    if (options.Has("--memory"))
    {
        MemoryComparison.Print(Catalogue.Filtered(options.Text("--filter")));
        return;
    }

    if (CLibrary.Load() is { } reason)
    {
        Console.WriteLine($"The column of C stays empty: {reason}.");
    }

    if (!options.Has("--default-allocator"))
    {
        PeerAllocator.KeepFreedMemory();
    }

    var limits = MachineLimits.Measure(settings.Threads);
    Table.PrintLimits(limits, settings.Threads);
    Table.PrintHeader();
    var comparison = new Comparison(settings, limits);
    List<Row> rows = [];
    foreach (var workload in Catalogue.Filtered(options.Text("--filter")))
    {
        rows.Add(comparison.Run(workload));
        Table.Print(rows[^1]);
    }

    Table.PrintNotes(settings);
    if (options.Text("--json") is { } path)
    {
        JsonReport.Write(path, settings, limits, rows);
    }

    exitCode = rows.Exists(static row => row.Peers.Any(static peer => peer.Microseconds is null)) ? 1 : 0;
}
