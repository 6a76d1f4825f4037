using Gmnm.Gpu;

namespace Gmnm.Benchmarks.Gpu;

/// <summary>
/// Times each kernel of a program alone: launched again and again by one plan, so that the time between launches is as short
/// as in the program, and does not count unless it is the longer.
/// </summary>
internal sealed class KernelTimes(KernelDevice device, Stopwatches watches)
{
    private const int Repeated = 20;

    private readonly List<KernelTime> _rows = [];

    /// <summary>The kernels, in the order of their launches.</summary>
    public IReadOnlyList<KernelTime> Rows => _rows;

    /// <summary>Microseconds of a launch.</summary>
    public static double Median(KernelDevice device, Stopwatches watches, GpuProgram program, GpuLaunch launch, GpuRun run)
    {
        using var plan = new GpuPlan(program, run.Rows, [.. Enumerable.Range(0, Repeated).Select(index => new PlannedLaunch(launch, run.Step, index == 0 ? [] : [index - 1]))]);
        device.Load(plan);
        return watches.Median(() => device.Run(plan, run), device.Synchronize) / Repeated;
    }

    /// <summary>Adds the kernels that a run launches. In a loop over time a kernel takes as long as the first time.</summary>
    public void Observe(string title, Action run)
    {
        var launches = new List<(GpuProgram Program, GpuLaunch Launch, GpuRun Run)>();
        device.Observer = (program, launch, memory) => launches.Add((program, launch, memory));
        run();
        device.Observer = null;
        foreach (var same in launches.GroupBy(static launched => launched.Launch))
        {
            var (program, kernel, memory) = same.First();
            var ((x, y, z), count) = (kernel.Groups(memory.Rows), same.Count());
            _rows.Add(new KernelTime(
                title, kernel.Name, (long)x * y * z, count, count * Median(device, watches, program, kernel, memory),
                count * (kernel.Work.MultiplyAdds + ((double)memory.Rows * kernel.Work.MultiplyAddsPerSample)),
                count * (sizeof(float) * (kernel.Work.Floats + ((double)memory.Rows * kernel.Work.FloatsPerSample)))));
        }
    }

    /// <summary>Adds what was timed elsewhere.</summary>
    public void Add(string program, string name, double microseconds, double multiplyAdds, double bytes) =>
        _rows.Add(new KernelTime(program, name, 0, 1, microseconds, multiplyAdds, bytes));
}
