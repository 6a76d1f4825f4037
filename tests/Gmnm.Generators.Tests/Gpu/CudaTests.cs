namespace Gmnm.Generators.Tests.Gpu;

/// <summary>
/// The PTX of generated kernels against the generated code for the CPU: each network of the tables, twice with the same bits, once
/// by launches and once by a graph, for a batch that no tile has whole and for one that fills several.
/// </summary>
[Collection(CudaCollection.Name)]
public sealed class CudaTests(CudaFixture cuda)
{
    public static TheoryData<int, string> Networks => GpuNetworks.Chosen("GMNM_CUDA", oneOf: 1);

    [SkippableTheory]
    [MemberData(nameof(Networks))]
    public void ResultsAreTheCpus(int index, string name)
    {
        var check = new GpuCheck(cuda.Device, cuda.Tolerance, GpuNetworks.All[index], GpuNetworks.Create(index));
        Assert.NotEmpty(name);
        check.AgreesTwice(batch: 3);
        check.AgreesTwice(check.FirstDrawn(cuda.IsReal ? [300, 70, 20, 5] : [70, 20, 5]));
    }
}
