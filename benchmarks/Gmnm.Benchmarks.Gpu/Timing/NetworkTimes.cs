namespace Gmnm.Benchmarks.Gpu;

/// <summary>Times of a network, in microseconds.</summary>
/// <param name="Name">The network.</param>
/// <param name="Batch">Samples.</param>
/// <param name="MultiplyAdds">Of a prediction.</param>
/// <param name="Forward">A prediction of a batch that is on the device.</param>
/// <param name="ForwardTransferred">A prediction with the copies of inputs and outputs.</param>
/// <param name="SilentStep">A step with Adam whose loss stays on the device.</param>
/// <param name="Step">A step whose loss is read.</param>
/// <param name="StepTransferred">A step as the trainer takes it: the batch is copied, the loss read.</param>
/// <param name="Kernels">Of one prediction and one step.</param>
internal sealed record NetworkTimes(
    string Name, int Batch, double MultiplyAdds, double Forward, double ForwardTransferred, double SilentStep, double Step, double StepTransferred,
    IReadOnlyList<KernelTime> Kernels);

/// <summary>The launches of a kernel in one run of a program.</summary>
/// <param name="Program">The program.</param>
/// <param name="Name">The kernel.</param>
/// <param name="Groups">Groups of threads of a launch.</param>
/// <param name="Launches">Launches: in a loop over time several.</param>
/// <param name="Microseconds">Of all launches.</param>
/// <param name="MultiplyAdds">Of all launches; 0 where they are not counted.</param>
/// <param name="Bytes">Read and written at least; 0 where they are not counted.</param>
internal sealed record KernelTime(string Program, string Name, long Groups, int Launches, double Microseconds, double MultiplyAdds, double Bytes);
