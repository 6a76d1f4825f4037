using Gmnm.Generators.Fusion;
using Gmnm.Generators.Memory;
using Gmnm.Generators.Shapes;
using Gmnm.Numerics;
using GaussianSavedProjections = Gmnm.Generators.Graph.Ops.GaussianSavedProjections;
using Window = Gmnm.Generators.Graph.Ops.Window;

namespace Gmnm.Generators.Tests.Memory;

/// <summary>The compiler plans the scratch space that the runtime's kernels ask for.</summary>
public class KernelScratchTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(16, 7)]
    [InlineData(100, 784)]
    public void MatrixProductsAgree(int columns, int depth)
    {
        Assert.Equal(MatrixMultiply.ScratchPerDepth, KernelScratch.MatMulPerDepth);
        Assert.Equal(MatrixMultiply.PackedScratchPerDepth, KernelScratch.PackedMatMulPerDepth);
        Assert.Equal(MatrixMultiply.PackedLength(columns, depth), Gmnm.Generators.Graph.Ops.PackedWeights.Length(columns, depth));
    }

    [Fact]
    public void TransposedProductsAgree()
    {
        Assert.Equal(TransposedProducts.MostProducts, TransposedProductsGroup.Most);
        Assert.Equal(TransposedProducts.ScratchLength(32 + 64), KernelScratch.Transposed([7, 33]));
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(33, 7, 2)]
    [InlineData(64, 71, 4)]
    public void PackedProductsAgree(int columns, int depth, int products)
    {
        Assert.Equal(PackedProducts.ScratchPerDepth, KernelScratch.ProductsPerDepth);
        Assert.Equal(PackedProducts.MostProducts, ProductsGroup.Most);
        Assert.Equal(PackedProducts.PackedLength(columns, depth, products), KernelScratch.Packed(columns, depth, products));
        Assert.Equal(PackedProducts.GroupColumns(products), KernelScratch.GroupColumns(products));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(64, 3)]
    [InlineData(784, 4)]
    public void GaussianProjectionsAgree(int features, int projections)
    {
        Assert.Equal(GaussianProjections.ScratchLength(features, projections), KernelScratch.Projections(features, projections));
        Assert.Equal(
            GaussianProjections.BackwardScratchLength(features, projections), KernelScratch.ProjectionsBackward(features, projections));
        Assert.Equal(
            GaussianProjections.InputGradientScratchLength(features, projections),
            KernelScratch.ProjectionsInputGradient(features, projections));
        Assert.Equal(
            GaussianProjections.WeightGradientScratchLength(features, projections),
            KernelScratch.ProjectionsWeightGradient(features, projections));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(32, 2)]
    [InlineData(33, 3)]
    public void SavedProjectionsAgree(int components, int projections) => Assert.Equal(
        GaussianProjections.SavedLength(components, projections),
        GaussianSavedProjections.Length(new(Generators.Declaration.Aggregation.Norm, components, projections)));

    [Theory]
    [InlineData(1, 1, 1, 1, 1, 1, 0, 1)]
    [InlineData(16, 32, 1, 28, 3, 1, 1, 1)]
    [InlineData(6, 9, 3, 17, 5, 2, 3, 1)]
    [InlineData(64, 64, 64, 13, 3, 3, 0, 2)]
    [InlineData(200, 10, 1, 9, 4, 2, 1, 2)]
    public void WindowsAgree(int channels, int filters, int groups, int size, int kernel, int stride, int padding, int dilation)
    {
        var window = new Window(kernel, kernel - 1 | 1, stride, stride, padding, padding + 1, padding, padding, dilation, dilation);
        var image = Shape.OfBatch(channels, size, size + 2);
        var shape = new WindowShape
        {
            Channels = channels,
            Height = size,
            Width = size + 2,
            OutputHeight = window.Rows(size),
            OutputWidth = window.Columns(size + 2),
            KernelHeight = window.KernelHeight,
            KernelWidth = window.KernelWidth,
            StrideHeight = stride,
            StrideWidth = stride,
            PaddingTop = padding,
            PaddingLeft = padding,
            DilationHeight = dilation,
            DilationWidth = dilation,
        };
        var scratch = new WindowScratch(window, image);
        Assert.Equal(Convolution.ScratchLength(shape, filters, groups), scratch.Convolution(filters, groups));
        Assert.Equal(Pooling.ScratchLength(shape), scratch.Pooling());
        Assert.Equal(ImagePatches.ScratchLength(shape), scratch.Patches());
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(64, 16, 16)]
    [InlineData(131, 40, 7)]
    public void AttentionAgrees(int keys, int size, int valueSize) =>
        Assert.Equal(FusedAttention.ScratchLength(keys, size, valueSize), KernelScratch.Attention(keys, size, valueSize));

    [Theory]
    [InlineData(1, 1)]
    [InlineData(17, 300)]
    public void AxisAlignedGaussiansAgree(int features, int components) =>
        Assert.Equal(AxisAlignedGaussians.ScratchLength(features, components), KernelScratch.AxisAligned(features));
}
