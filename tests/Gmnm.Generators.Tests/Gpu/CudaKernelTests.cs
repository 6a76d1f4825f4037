using Gmnm.Gpu;

namespace Gmnm.Generators.Tests.Gpu;

/// <summary>Every kernel of every network of the tables, compiled for CUDA, where there is no GPU too.</summary>
[Collection(CudaCollection.Name)]
public sealed class CudaKernelTests
{
    private const int Groups = 8;

    public static TheoryData<int> GroupsOfNetworks => [.. Enumerable.Range(0, Groups)];

    [Theory]
    [MemberData(nameof(GroupsOfNetworks))]
    public void KernelsStayInRegistersAndSharedMemory(int group)
    {
        var compiler = new CompiledCudaKernels(EmbeddedCudaKernels.Capability, KernelCache.Open());
        var defects = new List<string>();
        for (var index = group; index < GpuNetworks.All.Count; index += Groups)
        {
            defects.AddRange(
                from pair in GpuPrograms.Kernels((IGpuNetwork)GpuNetworks.Create(index).Instance)
                from defect in PtxDefects.Of(compiler, pair.Program, pair.Kernel, GpuNetworks.Body(index, pair.Kernel))
                select $"{pair.Program.Name}: {pair.Kernel.Name} {defect}");
        }

        compiler.Trim();
        Assert.True(defects.Count == 0, $"{defects.Count} defects:\n{string.Join('\n', defects.Take(60))}");
    }
}
