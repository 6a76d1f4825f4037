namespace Gmnm.Runtime.Tests.MetricsTests;

public class MetricsTests
{
    private static readonly float[] Scores = [0, 1, 0, 3, 2, 1, 0, 0, 9, 5, 5, 0];
    private static readonly float[] Targets = [1, 0, 2, 1];

    [Fact]
    public void AccuracyCountsTheLargestScore()
    {
        Assert.Equal(0.75, Metrics.Accuracy(Scores, Targets, 3));
        Assert.Throws<ShapeMismatchException>(() => Metrics.Accuracy(Scores, [1, 2], 3));
    }

    [Fact]
    public void NotANumberIsNeverThePredictedClass()
    {
        Assert.Equal(1, Metrics.PredictedClass([float.NaN, -5, float.NaN]));
        Assert.Equal(0, Metrics.PredictedClass([float.NaN, float.NaN]));
    }

    [Fact]
    public void MeanAbsoluteErrorIsTheMeanDistance()
    {
        Assert.Equal(1.5, Metrics.MeanAbsoluteError([1, 2], [2, 4]));
        Assert.Throws<ShapeMismatchException>(() => Metrics.MeanAbsoluteError([1], [2, 4]));
    }

    [Fact]
    public void TheConfusionMatrixCountsByActualAndPredicted()
    {
        var matrix = new ConfusionMatrix(3);
        matrix.Add(Scores, Targets);
        Assert.Equal(4, matrix.Total);
        Assert.Equal(1, matrix[1, 0]);
        Assert.Equal(0, matrix[0, 1]);
        Assert.Equal(0.75, matrix.Accuracy);
        Assert.Equal(0.5, matrix.Precision(0));
        Assert.Equal(0.5, matrix.Recall(1));
        Assert.Throws<InvalidTargetException>(() => matrix.Add([1, 2, 3], [3]));
        Assert.Throws<ArgumentOutOfRangeException>(() => _ = matrix[3, 0]);
        Assert.Throws<ArgumentOutOfRangeException>(() => matrix.Add(0, -1));
    }
}
