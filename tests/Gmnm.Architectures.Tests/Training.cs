namespace Gmnm.Architectures;

/// <summary>Trains a network for a few steps on one batch.</summary>
internal static class Training
{
    private const int Steps = 40;

    /// <summary>The loss falls, and a step allocates nothing.</summary>
    /// <param name="data">One batch.</param>
    /// <param name="rate">Learning rate of Adam.</param>
    /// <param name="factor">The last loss is below this times the first.</param>
    public static TNetwork Falls<TNetwork>(Dataset data, double rate = 1e-2, double factor = 0.8)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        var network = TNetwork.Create(seed: 3);
        var trainer = new Trainer<TNetwork>(network, new Adam(rate), new TrainerOptions { Seed = 5 });
        var first = trainer.Step(data.Inputs.Span, data.Targets.Span);
        for (var step = 2; step < Steps; step++)
        {
            trainer.Step(data.Inputs.Span, data.Targets.Span);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        var last = trainer.Step(data.Inputs.Span, data.Targets.Span);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(last < factor * first, $"{TNetwork.Info.Name}: the loss went from {first} to {last}");
        return network;
    }
}
