using Gmnm.Generators.Emission.Gpu;
using Gmnm.Gpu.Kernels;

namespace Gmnm.Generators.Tests.Gpu;

/// <summary>Numbers that the generator and the kernels must agree about, and cannot share.</summary>
public sealed class GpuMirrorTests
{
    /// <summary>A tile has as many threads as have a part in it, and its parts divide it.</summary>
    [Fact]
    public void ThreadsOfATileAreThoseThatShareIt()
    {
        Assert.Equal(13, GpuTile.All.Length);
        Assert.All(GpuTile.All, static tile =>
        {
            switch (tile.Thread)
            {
                case nameof(OneSquare):
                    Check<OneSquare>(tile);
                    break;
                case nameof(SlicedSquare):
                    Check<SlicedSquare>(tile);
                    break;
                case nameof(SixteenSlices):
                    Check<SixteenSlices>(tile);
                    break;
                case nameof(FourSquares):
                    Check<FourSquares>(tile);
                    break;
                case nameof(TensorSquares):
                    Check<TensorSquares>(tile);
                    break;
                default:
                    Assert.Fail($"{tile.Thread} is no part of a tile.");
                    break;
            }
        });

        static void Check<TThread>(GpuTile tile)
            where TThread : struct, IThreadTile
        {
            Assert.Equal((0, 0), (tile.Rows % TThread.Side, tile.Columns % TThread.Side));
            var ofSlice = tile.Rows / TThread.Side * (tile.Columns / TThread.Side);
            Assert.Equal(TThread.Slices * ofSlice, tile.Threads);
            Assert.Equal((TThread.Slices - 1, ofSlice - 1), TThread.Part(tile.Threads - 1));
            Assert.Equal(typeof(TThread) == typeof(TensorSquares), tile.NeedsTensorCores);
            Assert.Equal(TThread.Slices > 1, tile.Name is "Deep" or "Deepest");
        }
    }

    /// <summary>A result of few columns or rows has a tile of its own; others have what they fill; deep ones are for deep sums.</summary>
    [Theory]
    [InlineData(null, 10, null, "OneSquare 64×16, SlicedSquare 64×16")]
    [InlineData(10, 10, 64, "OneSquare 64×16, SlicedSquare 64×16")]
    [InlineData(10, null, 64, "OneSquare 16×64, SlicedSquare 16×64")]
    [InlineData(17, 17, 63, "OneSquare 32×32")]
    [InlineData(17, 17, 64, "OneSquare 32×32, SlicedSquare 32×32")]
    [InlineData(null, 10, 255, "OneSquare 64×16, SlicedSquare 64×16")]
    [InlineData(null, 10, 256, "OneSquare 64×16, SlicedSquare 64×16, SixteenSlices 16×16")]
    [InlineData(10, null, 256, "OneSquare 16×64, SlicedSquare 16×64, SixteenSlices 16×16")]
    [InlineData(null, 17, 256, "OneSquare 32×32, SlicedSquare 32×32, SixteenSlices 16×16")]
    [InlineData(null, 48, 8, "OneSquare 32×32, FourSquares 64×64, TensorSquares 64×64")]
    [InlineData(null, null, null, "OneSquare 32×32, SlicedSquare 32×32, FourSquares 64×64, TensorSquares 64×64, FourSquares 128×128, TensorSquares 128×128")]
    public void TilesAreThoseThatAResultFills(int? rows, int? columns, int? depth, string tiles) =>
        Assert.Equal(tiles, string.Join(", ", GpuTile.For(rows, columns, depth).Select(static tile => $"{tile.Thread} {tile.Rows}×{tile.Columns}")));

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

    [Fact]
    public void FeaturesOfAThreadAreTheSame() => Assert.Equal(RowAttention.MostFeatures, GpuAttentionEmitter.MostFeatures);
}
