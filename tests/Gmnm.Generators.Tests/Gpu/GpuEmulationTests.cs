namespace Gmnm.Generators.Tests.Gpu;

/// <summary>
/// Generated kernels on the emulation against the generated code for the CPU, for every third network of the tables; for all of
/// them, which takes minutes, where <c>GMNM_EMULATE=all</c>.
/// </summary>
[Collection(GpuCollection.Name)]
public sealed class GpuEmulationTests(GpuEmulation emulation)
{
    public static TheoryData<int, string> Networks
    {
        get
        {
            var data = new TheoryData<int, string>();
            var step = Environment.GetEnvironmentVariable("GMNM_EMULATE") == "all" ? 1 : 3;
            for (var index = 0; index < GpuNetworks.All.Count; index += step)
            {
                data.Add(index, GpuNetworks.All[index].Name);
            }

            return data;
        }
    }

    /// <summary>Two to five samples: one that no tile has whole, and no more because every thread is one of the system.</summary>
    [Theory]
    [MemberData(nameof(Networks))]
    public void ResultsAreTheCpus(int index, string name) =>
        new GpuCheck(emulation.Device, GpuNetworks.All[index], GpuNetworks.Create(index)).Agrees(batch: 2 + (name.Length % 4));
}
