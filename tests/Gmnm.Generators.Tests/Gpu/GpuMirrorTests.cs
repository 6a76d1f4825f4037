using Gmnm.Generators.Emission.Gpu;
using Gmnm.Gpu.Kernels;

namespace Gmnm.Generators.Tests.Gpu;

/// <summary>Numbers that the generator and the kernels must agree about, and cannot share.</summary>
public sealed class GpuMirrorTests
{
    /// <summary>The tiles, by the constants of the methods that the generator calls.</summary>
    [Fact]
    public void TilesAreThoseOfTheProduct()
    {
        var source = File.ReadAllText(RepositoryFiles.At("Gmnm.Runtime.Gpu", "Kernels", "TiledProduct.cs"));
        var tiles = GpuTile.For(null, null);
        Assert.Equal(3, tiles.Length);
        Assert.All(tiles, tile =>
        {
            var method = source[source.IndexOf($" {tile.Method}<", StringComparison.Ordinal)..];
            Assert.Contains($"const int Threads = {tile.Threads}, Tile = {tile.Size},", method[..method.IndexOf("SharedMemory", StringComparison.Ordinal)], StringComparison.Ordinal);
        });
    }

    /// <summary>The launch plan has a group for each part that the kernel takes.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(32)]
    public void PartsOfASumAreThoseOfTheLaunchPlan(int most)
    {
        foreach (var length in (int[])[1, 255, 256, 257, 511, 512, 513, 4096, 8191, 8192, 8193, 1_000_000])
        {
            var groups = new Gmnm.Gpu.GpuExtent(1, 0, GpuProduct.LeastOfPart, most).Groups(length);
            Assert.Equal(GpuGrid.Parts(length, most), groups);
            Assert.Equal(0, GpuGrid.PartStart(length, 0, groups));
            Assert.Equal(length, GpuGrid.PartStart(length, groups, groups));
        }
    }

    [Fact]
    public void AWarpIsAWarp() => Assert.Equal(GpuGrid.Warp * 2, GpuContext.Threads);

    [Fact]
    public void AnAttentionsRowsOfAWarpAreTheSame() => Assert.Equal(GpuAttention.RowsOfWarp, GpuAttentionEmitter.RowsOfWarp);
}
