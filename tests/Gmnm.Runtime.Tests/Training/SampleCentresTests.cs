using Gmnm.Runtime.Tests.Networks;

namespace Gmnm.Runtime.Tests.Training;

public class SampleCentresTests
{
    private static float[][] Centres(LinearRegression network) =>
        [.. network.Parameters.Values.Slice(LinearRegression.CentresOffset, LinearRegression.Centres * 3).ToArray().Chunk(3)];

    private static float[][] Fitted(LinearRegression network, Dataset data, TrainerOptions? options = null)
    {
        new Trainer<LinearRegression>(network, new Sgd(0.01), options).Fit(data);
        return Centres(network);
    }

    private static bool IsSample(Dataset data, float[] row) =>
        Enumerable.Range(0, data.Count).Any(i => data.Input(i).SequenceEqual(row));

    [Fact]
    public void CentresAreDistinctSamplesThatTheSeedChooses()
    {
        var data = Samples.Line(40);
        var centres = Fitted(LinearRegression.Create(), data);
        Assert.All(centres, row => Assert.True(IsSample(data, row)));
        Assert.Equal(LinearRegression.Centres, centres.Select(row => row[0]).Distinct().Count());
        Assert.Equal(centres, Fitted(LinearRegression.Create(1), data));
        Assert.NotEqual(centres, Fitted(LinearRegression.Create(), data, new TrainerOptions { Seed = 1 }));
    }

    [Fact]
    public void FewerSamplesThanCentresRepeatWithNoise()
    {
        var data = Samples.Line(3);
        var centres = Fitted(LinearRegression.Create(), data);
        Assert.Equal(3, centres.Count(row => IsSample(data, row)));
        Assert.Equal(5, centres.Select(row => row[0]).Distinct().Count());
    }

    [Fact]
    public void ALoadedNetworkKeepsItsCentres()
    {
        using var file = new MemoryStream();
        LinearRegression.Create(8).Save(file);
        var network = NetworkFiles.Load<LinearRegression>(file.ToArray().AsSpan());
        Assert.Equal(Centres(LinearRegression.Create(8)), Fitted(network, Samples.Line(40)));
    }

    [Fact]
    public void TheOptionKeepsTheRandomCentres() =>
        Assert.Equal(
            Centres(LinearRegression.Create(8)),
            Fitted(LinearRegression.Create(8), Samples.Line(40), new TrainerOptions { InitializeFromData = false }));
}
