using System.Diagnostics;
using Gmnm.Benchmarks.Gpu;
using Gmnm.Gpu;

var failed = false;
var code = new CommandLine(
    "Gmnm.Benchmarks.Gpu",
    "compares networks on a GPU with the processor, then times them and their kernels.",
    new CommandOption("--device", "NAME", "cuda, cuda:1, opencl or cpu; by default the first GPU."),
    new CommandOption("--quick", null, "Tiny batches, each call once: for the emulation."),
    new CommandOption("--filter", "TEXT", "Only networks whose name contains it."),
    new CommandOption("--checks", null, "Compares only."),
    new CommandOption("--files", "FOLDER", "Writes weights and batches for torch_gpu.py."),
    new CommandOption("--json", "FILE", "Writes the results.")).Run(args, options =>
{
    var quick = options.Has("--quick");
    BenchmarkNetwork[] timed = [.. GpuCatalogue.Timed(quick).Where(IsWanted)];
    if (options.Text("--files") is { } folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var network in timed)
        {
            network.Write(folder);
        }
    }

    var start = Stopwatch.GetTimestamp();
    using var device = Open(options.Text("--device"));
    TextReport.Write($"device: {device.Name}");
    timed.FirstOrDefault()?.FirstStep(device);
    var startTime = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    TextReport.Write($"from opening to the end of a first step: {startTime:F0} ms\n");
    List<NetworkAgreement> agreements = [];
    foreach (var network in timed.Concat(GpuCatalogue.LayerKinds(quick).Where(IsWanted)))
    {
        agreements.Add(network.Compare(device));
        TextReport.Agreement(agreements[^1]);
    }

    failed = agreements.Exists(static agreement => !agreement.Passed);
    if (options.Has("--checks"))
    {
        return;
    }

    var watches = new Stopwatches(quick);
    var limits = DeviceLimits.Measure(device, watches, quick);
    TextReport.Limits(limits);
    NetworkTimes[] times = [.. timed.Select(network => network.Time(device, watches))];
    TextReport.Times(times);
    foreach (var network in times)
    {
        TextReport.Kernels(network, limits);
    }

    if (options.Text("--json") is { } file)
    {
        new GpuReport(device.Name, startTime, limits, agreements, times).Save(file);
    }

    bool IsWanted(BenchmarkNetwork network) =>
        network.Name.Contains(options.Text("--filter") ?? "", StringComparison.OrdinalIgnoreCase);
});
return code != 0 ? code : failed ? 1 : 0;

static KernelDevice Open(string? name)
{
    try
    {
        return GpuDevice.Open(name);
    }
    catch (GpuException error)
    {
        throw new UserErrorException(error.Message);
    }
}
