using CsCheck;

namespace Gmnm.Runtime.Tests.Optimization;

public class GradientNormTests
{
    [Fact]
    public void NormIsThatOfTheWholeGradient() => Gen.Float[-10, 10].Array[0, 10_000].Sample(
        values =>
        {
            var expected = Math.Sqrt(values.Sum(value => (double)value * value));
            Assert.Equal(expected, GradientNorm.Of(values), 1e-5 * Math.Max(1, expected));
        },
        iter: 50);

    [Fact]
    public void LargeFiniteGradientsDoNotOverflow() =>
        Assert.Equal(5e30, GradientNorm.Of([3e30f, 4e30f]), 1e24);

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void ANonFiniteElementShows(float value) => Assert.False(double.IsFinite(GradientNorm.Of([1, value, 1])));

    [Fact]
    public void OnlyLargerGradientsAreScaled()
    {
        Assert.Equal(1, GradientNorm.ClippingScale(0.5, 1));
        Assert.Equal(1, GradientNorm.ClippingScale(0, 1));
        Assert.Equal(0.25f, GradientNorm.ClippingScale(4, 1), 1e-6f);
    }
}
