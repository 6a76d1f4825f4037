using Gmnm.Gpu;

namespace Gmnm.Generators.Tests.Gpu;

/// <summary>Every kernel of every network of the tables, compiled for CUDA, where there is no GPU too.</summary>
public sealed class CudaKernelTests
{
    private const int Groups = 8;

    public static TheoryData<int> GroupsOfNetworks => [.. Enumerable.Range(0, Groups)];

    [Theory]
    [MemberData(nameof(GroupsOfNetworks))]
    public void KernelsStayInRegistersAndSharedMemory(int group)
    {
        using var cuda = new CudaKernels();
        var defects = new List<string>();
        for (var index = group; index < GpuNetworks.All.Count; index += Groups)
        {
            defects.AddRange(
                from pair in GpuPrograms.Kernels((IGpuNetwork)GpuNetworks.Create(index).Instance)
                from defect in cuda.Defects(pair.Kernel, GpuNetworks.Body(index, pair.Kernel))
                select $"{pair.Program.Name}: {pair.Kernel.Name} {defect}");
        }

        Assert.True(defects.Count == 0, $"{defects.Count} defects:\n{string.Join('\n', defects.Take(60))}");
    }
}
