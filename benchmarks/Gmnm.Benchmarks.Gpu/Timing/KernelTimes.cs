using Gmnm.Gpu;

namespace Gmnm.Benchmarks.Gpu;

/// <summary>
/// Times each kernel of a program alone: where it is its turn it is launched again and again, so that the time between
/// launches does not count unless it is the longer.
/// </summary>
internal sealed class KernelTimes(KernelDevice device, Stopwatches watches)
{
    private readonly List<KernelTime> _rows = [];

    /// <summary>The kernels, in the order of their launches.</summary>
    public IReadOnlyList<KernelTime> Rows => _rows;

    /// <summary>Adds the kernels that a run launches.</summary>
    public void Observe(string program, Action run)
    {
        var places = new Dictionary<string, int>();
        device.Observer = (kernel, samples, launch) =>
        {
            if (places.TryGetValue(kernel.Name, out var place))
            {
                // A loop over time launches it again: as long as the first time.
                launch();
                Repeat(place);
                return;
            }

            var (x, y, z) = kernel.Groups(samples);
            places.Add(kernel.Name, _rows.Count);
            _rows.Add(new KernelTime(
                program, kernel.Name, (long)x * y * z, 1, watches.Median(launch, device.Synchronize),
                kernel.Work.MultiplyAdds + ((double)samples * kernel.Work.MultiplyAddsPerSample),
                sizeof(float) * (kernel.Work.Floats + ((double)samples * kernel.Work.FloatsPerSample))));
        };
        try
        {
            run();
        }
        finally
        {
            device.Observer = null;
        }
    }

    /// <summary>Adds what was timed elsewhere.</summary>
    public void Add(string program, string name, double microseconds, double multiplyAdds, double bytes) =>
        _rows.Add(new KernelTime(program, name, 0, 1, microseconds, multiplyAdds, bytes));

    private void Repeat(int place)
    {
        var row = _rows[place];
        var launches = row.Launches + 1;
        _rows[place] = row with
        {
            Launches = launches,
            Microseconds = row.Microseconds / row.Launches * launches,
            MultiplyAdds = row.MultiplyAdds / row.Launches * launches,
            Bytes = row.Bytes / row.Launches * launches,
        };
    }
}
