using Gmnm.Gpu;
using Gmnm.Gpu.Kernels;
using ILGPU;

namespace Gmnm.Runtime.Gpu.Tests.Kernels;

/// <summary>
/// Where the threads of a warp store a slab: every element at its place, and together in different banks. Of 16 lines that are
/// read along the lines, two threads meet in some.
/// </summary>
[Collection(GpuCollection.Name)]
public class ProductSideTests(GpuKernels gpu)
{
    private const int Banks = 32, Slab = 8;

    [Theory]
    [InlineData(16)]
    [InlineData(32)]
    [InlineData(64)]
    [InlineData(128)]
    public void ScalarsAlongTheDepthMeetInNoBank(int tile) => AssertBanksDiffer(Stored(Kernel<ScalarsAlongDepth<LineMajor>>, tile), together: 32);

    [Theory]
    [InlineData(32)]
    [InlineData(64)]
    [InlineData(128)]
    public void ScalarsAlongTheLinesMeetInNoBank(int tile) => AssertBanksDiffer(Stored(Kernel<ScalarsAlongLines<DepthMajor>>, tile), together: 32);

    [Theory]
    [InlineData(16)]
    [InlineData(32)]
    [InlineData(64)]
    [InlineData(128)]
    public void FoursAlongTheDepthMeetInNoBank(int tile) => AssertBanksDiffer(Stored(Kernel<FoursAlongDepth<LineMajor>>, tile), together: 32);

    /// <summary>A store of 16 bytes takes eight threads at a time.</summary>
    [Theory]
    [InlineData(32)]
    [InlineData(64)]
    [InlineData(128)]
    public void FoursAlongTheLinesMeetInNoBank(int tile) => AssertBanksDiffer(Stored(Kernel<FoursAlongLines<DepthMajor>>, tile), together: 8, wide: true);

    /// <summary>Each place stores its own numbers.</summary>
    private static void Kernel<TSide>(GpuMemory memory)
        where TSide : struct, IProductSide
    {
        for (var place = Group.IdxX; place < memory.Rows * Slab / 4; place += Group.DimX)
        {
            var first = place * 4f;
            default(TSide).Store(memory.Predictions, 0, place, memory.Rows, new Quad(first, first + 1, first + 2, first + 3));
        }
    }

    /// <summary>Where in the slab each place's four numbers went.</summary>
    private int[][] Stored(Action<GpuMemory> kernel, int tile)
    {
        var slab = gpu.Run(kernel, new(1, 1, 1), 64, Slab * (tile + 4), tile, new());
        var at = slab.Select(static (number, address) => (number, address)).Where(static entry => !float.IsNaN(entry.number))
            .ToDictionary(static entry => (int)entry.number, static entry => entry.address);
        Assert.Equal(tile * Slab, at.Count);
        return [.. Enumerable.Range(0, tile * Slab / 4).Select(place => Enumerable.Range(0, 4).Select(i => at[(place * 4) + i]).ToArray())];
    }

    private static void AssertBanksDiffer(int[][] stored, int together, bool wide = false)
    {
        foreach (var threads in stored.Chunk(together))
        {
            int[][] stores = wide ? [[.. threads.SelectMany(static four => four)]] : [.. Enumerable.Range(0, 4).Select(i => threads.Select(four => four[i]).ToArray())];
            Assert.All(stores, static store => Assert.Equal(store.Length, store.Select(static address => address % Banks).Distinct().Count()));
        }
    }
}
