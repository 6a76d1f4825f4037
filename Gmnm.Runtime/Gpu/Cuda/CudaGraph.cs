namespace Gmnm.Gpu;

/// <summary>
/// A plan that the driver launches at once: it takes less than a third of the time of as many launches, and kernels that do
/// not need each other's results run side by side. Recorded when a plan runs a second time in the same memory: recording takes longer than a run.
/// </summary>
internal sealed unsafe class CudaGraph(CudaDevice device, GpuPlan plan) : IDisposable
{
    private readonly nint[] _nodes = new nint[plan.Launches.Length];
    private CudaMemory _memory;
    private nint _graph;
    private nint _executable;

    /// <summary>Launches the plan; does not wait.</summary>
    /// <returns>Whether it did: the first time in some memory it does not.</returns>
    /// <exception cref="GpuException">The driver refuses it.</exception>
    public bool TryLaunch(CudaMemory memory)
    {
        var isSame = memory with { DropoutKey = 0 } == _memory with { DropoutKey = 0 };
        var isKept = isSame && (memory.DropoutKey == _memory.DropoutKey || !plan.Program.ReadsDropoutKey);
        _memory = memory;
        if (!isSame)
        {
            Dispose();
            return false;
        }

        device.Activate();
        if (_executable == 0)
        {
            Dispose();
            Record();
        }
        else if (!isKept)
        {
            Change();
        }

        device.Require(CudaDriver.cuGraphLaunch(_executable, 0), "launching", plan.Program.Name);
        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_graph != 0 && device.TryActivate())
        {
            // The driver keeps what is running until it ends.
            _ = CudaDriver.cuGraphExecDestroy(_executable);
            _ = CudaDriver.cuGraphDestroy(_graph);
        }

        (_graph, _executable) = (0, 0);
    }

    private void Record()
    {
        nint graph, executable;
        device.Require(CudaDriver.cuGraphCreate(&graph, 0), "a graph for", plan.Program.Name);
        _graph = graph;
        for (var index = 0; index < _nodes.Length; index++)
        {
            nint node;
            nint[] before = [.. plan.Launches[index].After.Select(other => _nodes[other])];
            var memory = MemoryOf(index);
            void* parameters = &memory;
            var kernel = KernelOf(index, &parameters);
            fixed (nint* dependencies = before)
            {
                device.Require(
                    CudaDriver.cuGraphAddKernelNode(&node, graph, dependencies, (nuint)before.Length, &kernel), "recording", NameOf(index));
            }

            _nodes[index] = node;
        }

        device.Require(CudaDriver.cuGraphInstantiateWithFlags(&executable, graph, 0), "recording", plan.Program.Name);
        _executable = executable;
    }

    /// <summary>Has every kernel read the new key from the next launch on.</summary>
    private void Change()
    {
        for (var index = 0; index < _nodes.Length; index++)
        {
            var memory = MemoryOf(index);
            void* parameters = &memory;
            var kernel = KernelOf(index, &parameters);
            device.Require(CudaDriver.cuGraphExecKernelNodeSetParams(_executable, _nodes[index], &kernel), "changing", NameOf(index));
        }
    }

    private CudaMemory MemoryOf(int index) => _memory with { Step = plan.Launches[index].Step };

    private CudaKernelNode KernelOf(int index, void** parameters)
    {
        var launch = plan.Launches[index].Launch;
        var (x, y, z) = launch.Groups(plan.Rows);
        return new CudaKernelNode
        {
            Function = device.FunctionOf(plan.Program, launch),
            GridX = (uint)x,
            GridY = (uint)y,
            GridZ = (uint)z,
            ThreadsX = (uint)launch.Threads,
            ThreadsY = 1,
            ThreadsZ = 1,
            Parameters = parameters,
        };
    }

    private string NameOf(int index) => $"{plan.Program.Name}: {plan.Launches[index].Launch.Name}";
}
