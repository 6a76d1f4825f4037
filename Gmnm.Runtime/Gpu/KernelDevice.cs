namespace Gmnm.Gpu;

/// <summary>A device that runs the generated kernels of networks. What the kernels are compiled by is up to it.</summary>
public abstract class KernelDevice : ComputeDevice
{
    internal KernelDevice()
    {
    }

    /// <summary>Whether this is an emulation on the processor, which is slow and for tests.</summary>
    public virtual bool IsEmulated => false;

    /// <summary>In place of each launch of a program, for measurements.</summary>
    internal Action<GpuProgram, GpuLaunch, GpuRun>? Observer { get; set; }

    /// <summary>Multiprocessors, among which groups of threads are shared.</summary>
    internal abstract int Multiprocessors { get; }

    /// <summary>Whether it has tensor cores that take floats, shortened to eleven significant bits.</summary>
    internal virtual bool HasTensorCores => false;

    /// <summary>Threads that a group may have.</summary>
    internal int MostThreads { get; set; } = 1024;

    /// <summary>Batches that are in memory of the host at once: one is written while the device reads the other.</summary>
    internal int StagedBatches { get; set; } = 2;

    /// <summary>Steps whose outcomes stay on the device until the host reads them.</summary>
    internal int RecordedSteps { get; set; } = 256;

    /// <summary>The programs of a network for this device.</summary>
    /// <exception cref="GpuException">It has none.</exception>
    internal abstract NetworkPrograms ProgramsOf(object network, NetworkInfo info);

    /// <summary>An empty block of its memory.</summary>
    /// <param name="purpose">What will be in it, for messages.</param>
    internal abstract GpuBlock CreateBlock(string purpose);

    /// <summary>Empty memory of the host for batches.</summary>
    internal abstract GpuStaging CreateStaging();

    /// <summary>Says which updates will come, so that a device may load their kernels with those of the next plan.</summary>
    internal virtual void Expect(UpdateKind kind, bool clips, bool averages)
    {
    }

    /// <summary>Loads the kernels of a plan, which comes before it first runs: all at once where that is faster than one after the other.</summary>
    /// <exception cref="GpuException">The device refuses one.</exception>
    internal virtual void Load(GpuPlan plan)
    {
    }

    /// <summary>Launches a plan; does not wait.</summary>
    /// <exception cref="GpuException">The device refuses a kernel.</exception>
    internal virtual void Run(GpuPlan plan, GpuRun run)
    {
        foreach (var (launch, step, _) in plan.Launches)
        {
            run.Step = step;
            if (Observer is { } observer)
            {
                observer(plan.Program, launch, run);
            }
            else
            {
                Launch(plan.Program, launch, run);
            }
        }
    }

    /// <summary>Waits for everything that was launched.</summary>
    internal abstract void Synchronize();

    /// <summary>Launches the sums of squares of a gradient's parts, as many as <see cref="UpdateGrid.NormParts"/> says.</summary>
    internal abstract void SumSquares(GpuBlock gradient, GpuBlock sums, int length);

    /// <summary>Launches the decision whether a step is taken, and keeps its outcome.</summary>
    /// <param name="arena">Where the loss is.</param>
    /// <param name="sums">The sums of squares.</param>
    /// <param name="record">Laid out as <see cref="StepRecord"/> says.</param>
    /// <param name="numbers">Which step, and its limit.</param>
    internal abstract void Admit(GpuBlock arena, GpuBlock sums, GpuBlock record, AdmissionNumbers numbers);

    /// <summary>Launches an optimizer's step.</summary>
    /// <param name="kind">Which update.</param>
    /// <param name="parameters">Changed in place.</param>
    /// <param name="gradient">The gradient, and the new values of the network's states.</param>
    /// <param name="states">The optimizer's state, as many blocks as the update has; changed in place.</param>
    /// <param name="record">Whether the step is taken.</param>
    /// <param name="numbers">The numbers of the step.</param>
    internal abstract void Update(
        UpdateKind kind, GpuBlock parameters, GpuBlock gradient, ReadOnlySpan<GpuBlock> states, GpuBlock record, UpdateNumbers numbers);

    /// <summary>Launches a step of an average of the parameters.</summary>
    /// <param name="average">Changed in place.</param>
    /// <param name="parameters">The parameters after the step.</param>
    /// <param name="record">Whether the step was taken.</param>
    /// <param name="trainable">Floats that are averaged.</param>
    /// <param name="length">Floats in all: the others are taken as they are.</param>
    /// <param name="share">Share of the new parameters.</param>
    internal abstract void Average(GpuBlock average, GpuBlock parameters, GpuBlock record, int trainable, int length, float share);

    /// <summary>Launches a kernel.</summary>
    protected private abstract void Launch(GpuProgram program, GpuLaunch launch, in GpuRun run);

    /// <inheritdoc/>
    internal sealed override DeviceSession Open(object network, ParameterBuffer parameters) => new GpuSession(this, network, parameters);
}
