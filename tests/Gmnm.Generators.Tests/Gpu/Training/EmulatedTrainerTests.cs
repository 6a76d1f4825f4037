using Gmnm.Gpu;

namespace Gmnm.Generators.Tests.Gpu;

/// <summary>Trainings on ILGPU's emulation.</summary>
public sealed class EmulatedTrainerTests(GpuEmulation emulation) : GpuTrainerTests, IClassFixture<GpuEmulation>
{
    private protected override KernelDevice Device => emulation.Device;

    private protected override double Tolerance => GpuTolerance.Emulated;
}
