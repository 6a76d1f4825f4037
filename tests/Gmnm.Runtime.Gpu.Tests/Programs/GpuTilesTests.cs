using Gmnm.Gpu;

namespace Gmnm.Runtime.Gpu.Tests.Programs;

/// <summary>Which tile a product of 1,024 columns runs with.</summary>
public class GpuTilesTests
{
    private const int Columns = 1024;

    private static readonly GpuTiles s_tiles = new(Kernel("Small", 32, 64), Kernel("Deep", 32, 256), Kernel("Medium", 64, 64), Kernel("Large", 128, 256));

    [Theory]
    [InlineData(64, "Deep")]
    [InlineData(512, "Small")]
    [InlineData(1100, "Medium")]
    [InlineData(2048, "Large")]
    [InlineData(8192, "Large")]
    public void TilesGrowWithTheBatch(int rows, string name) => Assert.Equal(name, s_tiles.For(rows, multiprocessors: 132, tensorCores: false).Name);

    /// <summary>Tensor cores have the large tiles, and are worth them earlier.</summary>
    [Theory]
    [InlineData(64, "Deep")]
    [InlineData(2048, "LargeTensor")]
    [InlineData(8192, "LargeTensor")]
    public void TensorCoresTakeTheLargeTiles(int rows, string name)
    {
        GpuKernel[] tensor = [Tensor("MediumTensor", 64, 64), Tensor("LargeTensor", 128, 256)];
        GpuTiles tiles = new([.. s_tiles.Sizes(tensorCores: false), .. tensor]);
        Assert.Equal(name, tiles.For(rows, multiprocessors: 132, tensorCores: true).Name);
        Assert.DoesNotContain(tiles.For(rows, multiprocessors: 132, tensorCores: false), tensor);
        Assert.Equal(["Small", "Deep", "MediumTensor", "LargeTensor"], tiles.Sizes(tensorCores: true).Select(static kernel => kernel.Name));
    }

    /// <summary>A constant depth that is long: many small groups rather than few that take slab after slab.</summary>
    [Theory]
    [InlineData(128, 128, "Deepest")]
    [InlineData(512, 512, "Deep")]
    [InlineData(4096, Columns, "Large")]
    public void FewSumsAreTakenInSixteenSlices(int rows, int columns, string name) => Assert.Equal(
        name,
        new GpuTiles(
            Kernel("Small", 32, 64, columns), Kernel("Deep", 32, 256, columns), Kernel("Deepest", 16, 256, columns), Kernel("Medium", 64, 64, columns),
            Kernel("Large", 128, 256, columns)).For(rows, multiprocessors: 132, tensorCores: false).Name);

    [Theory]
    [InlineData(128, "Deepest")]
    [InlineData(4096, "Deepest")]
    [InlineData(65536, "Small")]
    public void FewSumsOfTenColumnsAreToo(int rows, string name) => Assert.Equal(
        name,
        new GpuTiles(Narrow("Small", 64, 64), Narrow("Deep", 64, 256), Narrow("Deepest", 16, 256)).For(rows, multiprocessors: 132, tensorCores: false).Name);

    /// <summary>24 large tiles on 16 multiprocessors: half of them would wait for the others.</summary>
    [Fact]
    public void ALastRoundOfFewTilesIsWeighed() => Assert.Equal("Medium", s_tiles.For(rows: 257, multiprocessors: 16, tensorCores: false).Name);

    [Fact]
    public void TheEmulationTakesTheSmallest() => Assert.Equal("Small", s_tiles.For(rows: 8192, multiprocessors: GpuTiles.Endless, tensorCores: false).Name);

    /// <summary>Attention: groups of two rows or of eight, which read the keys once. Eight are for where there is work for all.</summary>
    [Theory]
    [InlineData(1, 132, "Two")]
    [InlineData(64, 132, "Eight")]
    [InlineData(64, GpuTiles.Endless, "Two")]
    public void OtherKernelsAreWeighedToo(int rows, int multiprocessors, string name) => Assert.Equal(
        name,
        new GpuTiles(new GpuKernel("Two", static _ => { }, 64, new(32, 0, 1)), new GpuKernel("Eight", static _ => { }, 256, new(8, 0, 1))).For(rows, multiprocessors, tensorCores: false).Name);

    private static GpuKernel Kernel(string name, int tile, int threads, int columns = Columns) =>
        new(name, static _ => { }, threads, new(1, 0, tile), new(0, columns, tile));

    private static GpuKernel Tensor(string name, int tile, int threads) =>
        new(name, static _ => { }, threads, new(1, 0, tile), new(0, Columns, tile)) { NeedsTensorCores = true };

    private static GpuKernel Narrow(string name, int tile, int threads) =>
        new(name, static _ => { }, threads, new(1, 0, tile), new(0, 10, 16));
}
