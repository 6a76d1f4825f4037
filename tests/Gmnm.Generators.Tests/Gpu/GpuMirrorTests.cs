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
        var source = File.ReadAllText(RepositoryFiles.At("Gmnm.Runtime.Gpu", "Kernels", "GpuTiledProduct.cs"));
        Assert.Equal(8, GpuTile.All.Length);
        Assert.Contains("Slices = 4, ThreadsOfSlice = 64;", source, StringComparison.Ordinal);
        Assert.All(GpuTile.All, tile =>
        {
            var method = source[source.IndexOf($" {tile.Method}<", StringComparison.Ordinal)..];
            var isDeep = tile.Name == "Deep";
            Assert.True(!isDeep || tile.Threads == 4 * 64);
            Assert.Contains(
                $"const int {(isDeep ? "" : $"Threads = {tile.Threads}, ")}Rows = {tile.Rows}, Columns = {tile.Columns};",
                method[..method.IndexOf("        Run", StringComparison.Ordinal)],
                StringComparison.Ordinal);
        });
    }

    /// <summary>A result of few columns or rows has a tile of its own; others have what they fill; deep ones are for deep sums.</summary>
    [Theory]
    [InlineData(null, 10, null, "RunNarrow RunNarrowDeep")]
    [InlineData(10, 10, 64, "RunNarrow RunNarrowDeep")]
    [InlineData(10, null, 64, "RunFlat RunFlatDeep")]
    [InlineData(17, 17, 63, "RunSmall")]
    [InlineData(17, 17, 64, "RunSmall RunSmallDeep")]
    [InlineData(null, 48, 8, "RunSmall RunMedium")]
    [InlineData(null, null, null, "RunSmall RunSmallDeep RunMedium RunLarge")]
    public void TilesAreThoseThatAResultFills(int? rows, int? columns, int? depth, string methods) =>
        Assert.Equal(methods, string.Join(' ', GpuTile.For(rows, columns, depth).Select(static tile => tile.Method)));

    /// <summary>The launch plan has a group for each part that the kernel takes.</summary>
    [Theory]
    [InlineData(64, 1)]
    [InlineData(64, 32)]
    [InlineData(256, 8)]
    [InlineData(256, 128)]
    public void PartsOfASumAreThoseOfTheLaunchPlan(int least, int most)
    {
        foreach (var length in (int[])[1, 63, 64, 65, 127, 129, 255, 256, 257, 511, 512, 513, 4096, 8191, 8192, 8193, 1_000_000])
        {
            var groups = new Gmnm.Gpu.GpuExtent(1, 0, least, most).Groups(length);
            Assert.Equal(GpuGrid.Parts(length, least, most), groups);
            Assert.Equal(0, GpuGrid.PartStart(length, 0, groups));
            Assert.Equal(length, GpuGrid.PartStart(length, groups, groups));
        }
    }

    [Fact]
    public void ColumnsOfASumAreTheSame() => Assert.Equal(GpuColumnSums.Columns, GpuGaussianEmitter.SummedColumns);

    [Fact]
    public void ElementsOfASumOfPartsAreTheSame() => Assert.Equal(GpuPartSums.Lanes, GpuPartSum.Lanes);

    /// <summary>A type that is not in the list could be hidden by a name of the user.</summary>
    [Fact]
    public void TypesOfKernelsAreTheRuntimes() => Assert.Equal(
        typeof(GpuGrid).Assembly.GetExportedTypes().Where(static type => type.Namespace == typeof(GpuGrid).Namespace && !type.IsNested)
            .Select(static type => type.Name.Split('`')[0]).Distinct().Order(StringComparer.Ordinal),
        GpuTypes.Names.Order(StringComparer.Ordinal));

    [Fact]
    public void AWarpIsAWarp() => Assert.Equal(GpuGrid.Warp * 2, GpuContext.Threads);

    [Fact]
    public void AnAttentionsRowsOfAWarpAreTheSame() => Assert.Equal(GpuAttention.RowsOfWarp, GpuAttentionEmitter.RowsOfWarp);
}
