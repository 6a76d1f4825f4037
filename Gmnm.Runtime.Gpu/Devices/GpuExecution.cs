using ILGPU;

namespace Gmnm.Gpu;

/// <summary>Launches a program on a device.</summary>
internal sealed class GpuExecution(GpuDevice device, GpuProgram program)
{
    /// <summary>The program.</summary>
    public GpuProgram Program => program;

    /// <summary>Launches everything; does not wait.</summary>
    /// <exception cref="GpuException">The device refuses a kernel.</exception>
    public void Run(GpuMemory memory)
    {
        foreach (var stage in program.Stages)
        {
            Run(stage, memory);
        }
    }

    private void Run(GpuStage stage, GpuMemory memory)
    {
        switch (stage)
        {
            case GpuKernel kernel:
                Launch(kernel, memory);
                break;
            case GpuTiles tiles:
                Launch(tiles.For(memory.Rows, device.BusyGroups), memory);
                break;
            case GpuLoop loop:
                for (var iteration = 0; iteration < loop.Steps; iteration++)
                {
                    memory.Step = loop.StepAt(iteration);
                    foreach (var inner in loop.Stages)
                    {
                        Run(inner, memory);
                    }
                }

                break;
        }
    }

    private void Launch(GpuKernel kernel, GpuMemory memory)
    {
        if (device.Observer is { } observer)
        {
            Observe(observer, kernel, memory);
        }
        else
        {
            LaunchNow(kernel, memory);
        }
    }

    private void Observe(Action<GpuKernel, int, Action> observer, GpuKernel kernel, GpuMemory memory) =>
        observer(kernel, memory.Rows, () => LaunchNow(kernel, memory));

    private void LaunchNow(GpuKernel kernel, GpuMemory memory)
    {
        var (x, y, z) = kernel.Groups(memory.Rows);
        device.Load(program, kernel)(
            device.Accelerator.DefaultStream, new KernelConfig(new Index3D(x, y, z), new Index3D(kernel.Threads, 1, 1)), memory);
    }
}
