namespace Gmnm.Runtime.Tests.Data;

public class DatasetTests
{
    private static Dataset Numbered(int count) => new(
        Enumerable.Range(0, count * 2).Select(i => (float)i).ToArray(), Enumerable.Range(0, count).Select(i => (float)i).ToArray(), 2, 1);

    [Fact]
    public void InputsAndTargetsThatDoNotFitAreRefused()
    {
        Assert.Throws<ShapeMismatchException>(() => new Dataset(new float[5], new float[2], 2, 1));
        Assert.Throws<ShapeMismatchException>(() => new Dataset(new float[4], new float[3], 2, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Dataset(new float[4], new float[2], 0, 1));
        Assert.Throws<ShapeMismatchException>(() => Dataset.FromLabels(new float[5], [0, 1]));
        Assert.Throws<ShapeMismatchException>(() => Dataset.FromLabels(new float[5], []));
    }

    [Fact]
    public void LabelsBecomeTargets()
    {
        var data = Dataset.FromLabels(new float[6], [2, 0, 1]);
        Assert.Equal((3, 2, 1), (data.Count, data.InputLength, data.TargetLength));
        Assert.Equal([2, 0, 1], data.Targets.Span);
    }

    [Fact]
    public void ASplitIsAFunctionOfTheSeedAndKeepsEverySampleOnce()
    {
        var data = Numbered(103);
        var (first, second) = data.Split(0.8, seed: 4);
        Assert.Equal((82, 21), (first.Count, second.Count));
        Assert.Equal(data.Targets.ToArray(), first.Targets.ToArray().Concat(second.Targets.ToArray()).Order());
        Assert.Equal(first.Targets.Span[3] * 2, first.Input(3)[0]);
        Assert.Equal(first.Targets.ToArray(), data.Split(0.8, seed: 4).First.Targets.ToArray());
        Assert.NotEqual(first.Targets.ToArray(), data.Split(0.8, seed: 5).First.Targets.ToArray());
    }

    [Fact]
    public void ASliceIsConsecutiveSamples()
    {
        var part = Numbered(10).Slice(3, 4);
        Assert.Equal([3, 4, 5, 6], part.Targets.Span);
        Assert.Equal([6, 7], part.Input(0));
    }

    [Theory]
    [InlineData(10, 3, 4)]
    [InlineData(9, 3, 3)]
    [InlineData(2, 3, 1)]
    public void TheLastBatchMayBePartial(int count, int batch, int batches) =>
        Assert.Equal(batches, Numbered(count).BatchCount(batch));

    [Fact]
    public void StandardizedColumnsHaveMeanZeroAndDeviationOne()
    {
        var data = new Dataset(new float[] { 1, 5, 7, 2, 5, 9, 6, 5, 2 }, new float[3], 3, 1);
        var standardizer = Standardizer.Fit(data);
        var inputs = standardizer.Apply(data).Inputs.ToArray();
        foreach (var column in new[] { 0, 2 })
        {
            var values = inputs.Where((_, i) => i % 3 == column).ToArray();
            Assert.Equal(0, values.Average(), 1e-6);
            Assert.Equal(1, values.Average(value => value * value), 1e-6);
        }

        Assert.All(inputs.Where((_, i) => i % 3 == 1), value => Assert.Equal(0, value));
        standardizer.Invert(inputs);
        Assert.All(inputs.Zip(data.Inputs.ToArray()), pair => Assert.Equal(pair.Second, pair.First, 1e-5f));
        Assert.Throws<ShapeMismatchException>(() => standardizer.Apply(new float[4]));
        Assert.Throws<ShapeMismatchException>(() => Standardizer.Fit([], 3));
    }
}
