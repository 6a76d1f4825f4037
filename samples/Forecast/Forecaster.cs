using Gmnm;

namespace Samples;

/// <summary>One way to forecast, with what it achieved.</summary>
/// <param name="Name">What tables and pictures call it.</param>
/// <param name="ParameterCount">Trained numbers.</param>
/// <param name="Seconds">Duration of the training, the validation after each epoch included.</param>
/// <param name="Validation">Error on the validation part.</param>
/// <param name="Test">Error on the test part.</param>
/// <param name="TestForecasts">[test windows, 24]: its forecasts of the test part, standardised.</param>
internal sealed record Forecaster(
    string Name, int ParameterCount, double Seconds, ForecastError Validation, ForecastError Test, float[] TestForecasts)
{
    private const int BatchSize = 64;

    /// <summary>Trains a network: the same budget for each.</summary>
    public static Forecaster Train<TNetwork>(string name, EttData data, int epochs, ulong seed)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        var network = TNetwork.Create(seed);
        var steps = (long)epochs * data.Train.BatchCount(BatchSize);
        var trainer = new Trainer<TNetwork>(network, new AdamW(1e-3, weightDecay: 0.01), new TrainerOptions
        {
            BatchSize = BatchSize,
            ClipNorm = 1,
            Seed = seed,
            Schedule = new OneCycleSchedule(Math.Max(2, steps)),
        });
        var report = TrainingView.Fit(trainer, data.Train, data.Validation, epochs);
        return Measure(name, TNetwork.Info.ParameterCount, report.Seconds, data, part => Predict(network, part));
    }

    /// <summary>Forecasts that nothing will change: every hour is like the last that was measured.</summary>
    public static Forecaster Persistence(EttData data) => Measure("persistence", 0, 0, data, Repeat);

    private static Forecaster Measure(string name, int parameterCount, double seconds, EttData data, Func<Dataset, float[]> forecast)
    {
        var test = forecast(data.Test);
        return new Forecaster(
            name,
            parameterCount,
            seconds,
            ForecastError.Of(forecast(data.Validation), data.Validation.Targets.Span),
            ForecastError.Of(test, data.Test.Targets.Span),
            test);
    }

    private static float[] Predict<TNetwork>(TNetwork network, Dataset windows)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        var forecasts = new float[windows.Targets.Length];
        network.Predict(windows.Inputs.Span, forecasts);
        return forecasts;
    }

    private static float[] Repeat(Dataset windows)
    {
        var forecasts = new float[windows.Targets.Length];
        for (var window = 0; window < windows.Count; window++)
        {
            forecasts.AsSpan(window * EttData.Horizon, EttData.Horizon).Fill(windows.Input(window)[^1]);
        }

        return forecasts;
    }
}
