namespace Gmnm.Gpu;

/// <summary>Launches a program on a device.</summary>
internal sealed class GpuExecution(KernelDevice device, GpuProgram program) : IDisposable
{
    /// <summary>Plans that are kept: a training has one for its batches and one for the last of an epoch.</summary>
    private const int MostPlans = 4;

    // The last that ran is the first.
    private readonly List<GpuPlan> _plans = [];

    /// <summary>The program.</summary>
    public GpuProgram Program => program;

    /// <summary>Launches everything; does not wait.</summary>
    /// <exception cref="GpuException">The device refuses a kernel.</exception>
    public void Run(in GpuRun run)
    {
        if (_plans.Count == 0 || _plans[0].Rows != run.Rows)
        {
            Plan(run.Rows);
        }

        device.Run(_plans[0], run);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var plan in _plans)
        {
            plan.Dispose();
        }
    }

    private void Plan(int rows)
    {
        var known = _plans.FindIndex(plan => plan.Rows == rows);
        if (known < 0 && _plans.Count == MostPlans)
        {
            _plans[^1].Dispose();
            _plans.RemoveAt(MostPlans - 1);
        }

        var plan = known < 0 ? GpuPlan.Of(program, rows, device) : _plans[known];
        if (known < 0)
        {
            device.Load(plan);
        }
        else
        {
            _plans.RemoveAt(known);
        }

        _plans.Insert(0, plan);
    }
}
