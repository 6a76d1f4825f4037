using Gmnm.Benchmarks;
using Gmnm.Benchmarks.Native;

return new CommandLine(
    "Gmnm.Benchmarks.Native",
    "times this library alone; natively compiled too, and then beside the just-in-time compiler.",
    new CommandOption("--filter", "TEXT", "Only workloads whose name contains this."),
    new CommandOption("--rounds", "N", "Rounds of which the median is taken; 11 by default."),
    new CommandOption("--threads", "N", "Threads; 1 by default."),
    new CommandOption("--json", "FILE", "Writes the results for machines too."),
    new CommandOption("--against", "PROGRAM", "Times this program, natively compiled, in turn with it."),
    new CommandOption("--serve", null, "Times what the standard input asks for: the other side of --against.")).Run(args, Main);

static void Main(CommandLine options)
{
    var threads = options.Number("--threads", fallback: 1, least: 1);
    ProcessorClock.CountsProcessorTime &= threads == 1;
    Processors.Pin(threads);
    OurThreads.Set(threads);
    if (options.Has("--serve"))
    {
        RoundServer.Run();
        return;
    }

    using var other = options.Text("--against") is { } program ? new RoundClient(program, threads) : null;
    var rounds = options.Number("--rounds", fallback: 11, least: 1);
    List<Timing> timings = [];
    Report.PrintHeader(other is not null);
    foreach (var workload in Catalogue.Filtered(options.Text("--filter")))
    {
        timings.Add(Timing.Measure(workload, rounds, other));
        Report.Print(timings[^1]);
    }

    if (options.Text("--json") is { } path)
    {
        Report.Write(path, timings);
    }
}
