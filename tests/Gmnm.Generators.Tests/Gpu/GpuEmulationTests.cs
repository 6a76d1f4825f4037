namespace Gmnm.Generators.Tests.Gpu;

/// <summary>
/// Generated kernels on the emulation against the generated code for the CPU, for every seventh network of the tables; for all of
/// them, which takes minutes, where <c>GMNM_EMULATE=all</c>, and for the third of eight parts of them where it is <c>3/8</c>.
/// </summary>
[Collection(GpuCollection.Name)]
public sealed class GpuEmulationTests(GpuEmulation emulation)
{
    public static TheoryData<int, string> Networks => GpuNetworks.Chosen("GMNM_EMULATE", oneOf: 7);

    /// <summary>Two to five samples: one that no tile has whole, and no more because every thread is one of the system.</summary>
    [Theory]
    [MemberData(nameof(Networks))]
    public void ResultsAreTheCpus(int index, string name) =>
        new GpuCheck(emulation.Device, GpuTolerance.Emulated, GpuNetworks.All[index], GpuNetworks.Create(index)).Agrees(batch: 2 + (name.Length % 4));
}
