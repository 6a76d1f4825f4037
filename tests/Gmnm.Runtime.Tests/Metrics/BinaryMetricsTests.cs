namespace Gmnm.Runtime.Tests.MetricsTests;

public class BinaryMetricsTests
{
    [Fact]
    public void LogitsCountByTheirSign() =>
        Assert.Equal(3, Metrics.CountCorrectSigns([2, -1, 0.5f, -3], [1, 0, 0, 0.2f]));

    [Fact]
    public void LengthsMustMatch() =>
        Assert.Throws<ShapeMismatchException>(() => Metrics.CountCorrectSigns([1, 2], [1]));
}
