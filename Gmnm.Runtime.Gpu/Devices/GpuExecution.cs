using ILGPU;
using ILGPU.Runtime;

namespace Gmnm.Gpu;

/// <summary>A program with its kernels loaded, ready to be launched.</summary>
internal sealed class GpuExecution
{
    private readonly AcceleratorStream _stream;
    private readonly (GpuStage Stage, Action<AcceleratorStream, KernelConfig, GpuMemory>? Kernel)[] _stages;
    private readonly Dictionary<GpuLoop, GpuExecution> _loops = [];

    public GpuExecution(GpuDevice device, GpuProgram program)
        : this(device, program, program.Stages)
    {
    }

    private GpuExecution(GpuDevice device, GpuProgram program, IEnumerable<GpuStage> stages)
    {
        _stream = device.Accelerator.DefaultStream;
        _stages = [.. stages.Select(stage => (stage, stage is GpuKernel kernel ? device.Load(program, kernel) : null))];
        foreach (var loop in stages.OfType<GpuLoop>())
        {
            _loops.Add(loop, new GpuExecution(device, program, loop.Stages));
        }
    }

    /// <summary>Launches everything; does not wait.</summary>
    public void Run(GpuMemory memory)
    {
        foreach (var (stage, kernel) in _stages)
        {
            if (stage is GpuLoop loop)
            {
                var body = _loops[loop];
                for (var iteration = 0; iteration < loop.Steps; iteration++)
                {
                    memory.Step = loop.StepAt(iteration);
                    body.Run(memory);
                }
            }
            else
            {
                var launch = (GpuKernel)stage;
                var (x, y, z) = launch.Groups(memory.Rows);
                kernel!(_stream, new KernelConfig(new Index3D(x, y, z), new Index3D(launch.Threads, 1, 1)), memory);
            }
        }
    }
}
