using Gmnm.Generators.Memory;
using Gmnm.Numerics;

namespace Gmnm.Generators.Tests.Memory;

/// <summary>The compiler plans the scratch space that the runtime's kernels ask for.</summary>
public class KernelScratchTests
{
    [Fact]
    public void MatrixProductsAgree() => Assert.Equal(MatrixMultiply.ScratchPerDepth, KernelScratch.MatMulPerDepth);

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(2, 16, 2)]
    [InlineData(64, 7, 3)]
    [InlineData(784, 256, 4)]
    public void GaussianProjectionsAgree(int features, int components, int projections) => Assert.Equal(
        GaussianProjections.ScratchLength(features, components, projections), KernelScratch.Projections(features, projections));

    [Theory]
    [InlineData(1, 1)]
    [InlineData(17, 300)]
    public void AxisAlignedGaussiansAgree(int features, int components) =>
        Assert.Equal(AxisAlignedGaussians.ScratchLength(features, components), KernelScratch.AxisAligned(features));
}
