namespace Gmnm.Gpu;

/// <summary>Launches a program on a device.</summary>
internal sealed class GpuExecution(KernelDevice device, GpuProgram program)
{
    private int _loadedFor = -1;

    /// <summary>The program.</summary>
    public GpuProgram Program => program;

    /// <summary>Launches everything; does not wait.</summary>
    /// <exception cref="GpuException">The device refuses a kernel.</exception>
    public void Run(GpuRun run)
    {
        if (run.Rows != _loadedFor)
        {
            // Which kernels are launched depends on the batch.
            device.Load(program, program.Stages.SelectMany(stage => Launches(stage, run.Rows)));
            _loadedFor = run.Rows;
        }

        foreach (var stage in program.Stages)
        {
            Run(stage, run);
        }
    }

    private void Run(GpuStage stage, GpuRun run)
    {
        switch (stage)
        {
            case GpuLaunch launch when run.Rows >= launch.FewestSamples:
                device.Launch(program, launch, run);
                break;
            case GpuTiles tiles:
                device.Launch(program, tiles.For(run.Rows, device.Multiprocessors), run);
                break;
            case GpuLoop loop:
                for (var iteration = 0; iteration < loop.Steps; iteration++)
                {
                    run.Step = loop.StepAt(iteration);
                    foreach (var inner in loop.Stages)
                    {
                        Run(inner, run);
                    }
                }

                break;
        }
    }

    private IEnumerable<GpuLaunch> Launches(GpuStage stage, int rows) => stage switch
    {
        GpuLaunch launch => rows >= launch.FewestSamples ? [launch] : [],
        GpuTiles tiles => [tiles.For(rows, device.Multiprocessors)],
        GpuLoop loop => loop.Stages.SelectMany(inner => Launches(inner, rows)),
        _ => [],
    };
}
