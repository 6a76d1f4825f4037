using Gmnm.Gpu;

namespace Gmnm.Benchmarks.Gpu;

/// <summary>A network with parameters, a batch of inputs and targets.</summary>
/// <param name="name">Name in tables and of files.</param>
/// <param name="batch">Samples.</param>
internal abstract class BenchmarkNetwork(string name, int batch)
{
    public string Name => name;

    public int Batch => batch;

    /// <summary>Multiply-adds of a prediction.</summary>
    public abstract double MultiplyAdds { get; }

    /// <summary>Compares predictions, loss and gradients with the processor's.</summary>
    public abstract NetworkAgreement Compare(KernelDevice device);

    /// <summary>Times predictions and steps.</summary>
    public abstract NetworkTimes Time(KernelDevice device, Stopwatches watches);

    /// <summary>A first training step on a device that was just opened.</summary>
    public abstract void FirstStep(KernelDevice device);

    /// <summary>Writes parameters, batch, and what the processor computes of them.</summary>
    public abstract void Write(string folder);
}
