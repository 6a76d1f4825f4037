using Gmnm;

namespace Samples;

/// <summary>A trained network, with what it achieved.</summary>
/// <param name="Name">What the table calls it.</param>
/// <param name="Info">Its layers and costs.</param>
/// <param name="Seconds">Duration of the training, the validation after each epoch included.</param>
/// <param name="Accuracy">Part of the test images that it reads right.</param>
internal sealed record Classifier(string Name, NetworkInfo Info, double Seconds, double Accuracy)
{
    private const int BatchSize = 64;

    /// <summary>Trains a network and shows which digits it takes for which: the same budget for each.</summary>
    public static Classifier Train<TNetwork>(string name, MnistData data, int epochs, ulong seed)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        var network = TNetwork.Create(seed);
        var steps = (long)epochs * data.Train.BatchCount(BatchSize);
        var trainer = new Trainer<TNetwork>(network, new AdamW(3e-3, weightDecay: 0.02), new TrainerOptions
        {
            BatchSize = BatchSize,
            Seed = seed,
            Schedule = new OneCycleSchedule(Math.Max(2, steps)),
        });
        var report = TrainingView.Fit(trainer, data.Train, data.Validation, epochs);
        return new Classifier(name, TNetwork.Info, report.Seconds, ClassificationView.Show(network, data.Test));
    }
}
