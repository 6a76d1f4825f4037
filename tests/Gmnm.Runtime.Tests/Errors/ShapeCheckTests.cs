namespace Gmnm.Runtime.Tests.Errors;

public class ShapeCheckTests
{
    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(4, 3, 1)]
    [InlineData(40, 30, 10)]
    public void MatchingSpansGiveTheBatch(int input, int output, int batch) =>
        Assert.Equal(batch, ShapeCheck.Batch("Net", 4, input, 3, output));

    [Fact]
    public void AnInputThatIsNoMultipleNamesBothLengths()
    {
        var error = Assert.Throws<ShapeMismatchException>(() => ShapeCheck.Batch("Net", 4, 7, 3, 3));
        Assert.Equal("Net: the input span has 7 floats; expected a multiple of 4, the floats of one sample.", error.Message);
    }

    [Fact]
    public void AnOutputOfAnotherBatchNamesBothLengths()
    {
        var error = Assert.Throws<ShapeMismatchException>(() => ShapeCheck.Batch("Net", 4, 8, 3, 7));
        Assert.Equal("Net: the output span has 7 floats; expected 6 (2 samples of 3).", error.Message);
    }

    [Fact]
    public void AnEmptyInputWithAnOutputIsRefused() =>
        Assert.Throws<ShapeMismatchException>(() => ShapeCheck.Batch("Net", 4, 0, 3, 3));

    [Fact]
    public void TrainingSpansAreChecked()
    {
        Assert.Equal(2, ShapeCheck.TrainingBatch("Net", 4, 8, 1, 2));
        Assert.Throws<ShapeMismatchException>(() => ShapeCheck.TrainingBatch("Net", 4, 8, 1, 3));
        Assert.Throws<ShapeMismatchException>(() => ShapeCheck.LossBatch("Net", 3, 8, 1, 2));
        Assert.Throws<ShapeMismatchException>(() => ShapeCheck.Gradient("Net", 32, 31));
        Assert.Throws<ShapeMismatchException>(() => ShapeCheck.Workspace("Net", 2, 32, 31));
        ShapeCheck.Workspace("Net", 2, 32, 40);
    }

    [Theory]
    [InlineData(-1f)]
    [InlineData(3f)]
    [InlineData(0.5f)]
    [InlineData(-0.5f)]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(3e9f)]
    public void AValueThatIsNoClassNamesTheSample(float value)
    {
        var error = Assert.Throws<InvalidTargetException>(() => ShapeCheck.ClassIndex("Net", 17, value, 3));
        Assert.Equal(17, error.Sample);
        Assert.Contains("from 0 to 2", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1f)]
    [InlineData(3f)]
    [InlineData(0.5f)]
    [InlineData(float.NaN)]
    [InlineData(float.NegativeInfinity)]
    [InlineData(5e9f)]
    public void AValueThatIsNoIndexNamesItsPlace(float value)
    {
        var error = Assert.Throws<InvalidIndexException>(() => ShapeCheck.Index("Net", "embedding1", 17, value, 3));
        Assert.Equal(("embedding1", 17, value), (error.Layer, error.Sample, error.Value));
        Assert.Contains("a whole number from 0 to 2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void IndicesOfTheTablePass()
    {
        ShapeCheck.Index("Net", "embedding1", 0, 0f, 3);
        ShapeCheck.Index("Net", "embedding1", 0, -0f, 3);
        ShapeCheck.Index("Net", "embedding1", 0, 2f, 3);
    }

    [Fact]
    public void AClassIsReturned() => Assert.Equal(2, ShapeCheck.ClassIndex("Net", 0, 2f, 3));
}
