using Gmnm.Gpu;

namespace Gmnm.Generators.Tests.Gpu;

/// <summary>Generated kernels on a CUDA device, where there is one, for batches that fill the large tiles too.</summary>
[Collection(GpuCollection.Name)]
public sealed class CudaTests
{
    private static readonly Lazy<KernelDevice?> s_device = new(static () =>
    {
        try
        {
            return GpuDevice.Open("cuda");
        }
        catch (GpuException)
        {
            return null;
        }
    });

    public static TheoryData<int, string> Networks => GpuEmulationTests.Networks;

    [SkippableTheory]
    [MemberData(nameof(Networks))]
    public void ResultsAreTheCpus(int index, string name)
    {
        Skip.If(s_device.Value is null, "There is no CUDA device.");
        var check = new GpuCheck(s_device.Value!, GpuNetworks.All[index], GpuNetworks.Create(index));
        Assert.NotEmpty(name);
        check.AgreesTwice(batch: 3);
        check.AgreesTwice(check.FirstDrawn(300, 70, 20, 5));
    }
}
