using Gmnm.Gpu;

namespace Gmnm.Generators.Tests.Gpu;

/// <summary>Trainings by the driver of CUDA.</summary>
[Collection(CudaCollection.Name)]
public sealed class CudaTrainerTests(CudaFixture cuda) : GpuTrainerTests
{
    private protected override KernelDevice Device => cuda.Device;

    private protected override double Tolerance => cuda.Tolerance;
}
