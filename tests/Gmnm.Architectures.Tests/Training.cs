namespace Gmnm.Architectures;

/// <summary>Trains a network for a few steps on one batch.</summary>
internal static class Training
{
    private const int Steps = 40;

    /// <summary>The loss falls; step, prediction and evaluation allocate nothing.</summary>
    /// <param name="data">One batch.</param>
    /// <param name="rate">Learning rate of Adam.</param>
    /// <param name="factor">The last loss is below this times the first.</param>
    public static void Falls<TNetwork>(Dataset data, double rate = 1e-2, double factor = 0.8)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        var network = TNetwork.Create(seed: 3);
        var trainer = new Trainer<TNetwork>(network, new Adam(rate), new TrainerOptions { Seed = 5 });
        var output = new float[data.Count * TNetwork.Info.OutputLength];
        var (first, last) = (float.NaN, float.NaN);
        for (var step = 1; step < Steps; step++)
        {
            last = trainer.Step(data.Inputs.Span, data.Targets.Span);
            first = step == 1 ? last : first;
            network.Predict(data.Inputs.Span, output);
            network.Evaluate(data.Inputs.Span, data.Targets.Span, output);
        }

        Allocation.IsNone(TNetwork.Info.Name + ", step", () => last = trainer.Step(data.Inputs.Span, data.Targets.Span));
        Allocation.IsNone(TNetwork.Info.Name + ", prediction", () => network.Predict(data.Inputs.Span, output));
        Allocation.IsNone(TNetwork.Info.Name + ", evaluation", () => network.Evaluate(data.Inputs.Span, data.Targets.Span, output));
        Assert.True(last < factor * first, $"{TNetwork.Info.Name}: the loss went from {first} to {last}");
    }
}
