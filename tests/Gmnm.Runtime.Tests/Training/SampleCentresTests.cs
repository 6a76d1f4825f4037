using Gmnm.Runtime.Tests.Networks;
using Gmnm.Training;

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

    /// <summary>Where a network has several inputs, which lie one after the other in a sample.</summary>
    [Fact]
    public void CentresOfOneInputAreItsPartOfTheSamples()
    {
        var data = Samples.Line(40);
        var info = Mixture(centres: 5);
        var values = new float[10];
        SampleCentres.Fill(info, values, data, seed: 3);
        var parts = Enumerable.Range(0, data.Count).Select(sample => data.Input(sample)[1..].ToArray()).ToArray();
        Assert.All(values.Chunk(2), row => Assert.Contains(row, parts));
        Assert.Equal(5, values.Chunk(2).Select(static row => row[0]).Distinct().Count());
    }

    /// <summary>Another input of another scale changes nothing.</summary>
    [Fact]
    public void TheNoiseIsThatOfThePart()
    {
        float[] inputs = [1e6f, 0, 2, -1e6f, 2, 0];
        var values = new float[400];
        SampleCentres.Fill(Mixture(centres: 200), values, new Dataset(inputs, new float[2], 3, 1), seed: 3);
        Assert.InRange(values.Max(), 2.1f, 3);
        Assert.InRange(values.Min(), -1, -0.1f);
    }

    private static NetworkInfo Mixture(int centres) => new()
    {
        Name = nameof(Mixture),
        InputShape = [3],
        OutputShape = [1],
        Target = TargetKind.Values,
        TargetLength = 1,
        Inputs = [new("scale", [1], 0), new("point", [2], 1)],
        Outputs = [new("output", [1], 0)],
        Targets = [new("target", [1], 0)],
        Layers = [],
        Parameters = [new ParameterInfo("gmnm1.centers", [centres, 2], 0, Initializer.InputSamples(1))],
        ParameterBufferLength = centres * 2,
        TrainableLength = centres * 2,
        ParameterCount = centres * 2,
        MultiplyAccumulates = 0,
    };
}
